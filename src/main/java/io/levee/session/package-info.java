/** One conversation, one lane; its state, near, in Redis, or rebuilt. */
package io.levee.session;
