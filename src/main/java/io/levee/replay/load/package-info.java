/**
 * The load tester itself: shoppers and agents on one event loop, and what became of every message.
 */
package io.levee.replay.load;
