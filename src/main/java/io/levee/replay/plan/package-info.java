/** What a load test shall do: scenarios, the shapes of their load, texts, traces, thresholds. */
package io.levee.replay.plan;
