/** What a load test came to, for people and for programs. */
package io.levee.replay.report;
