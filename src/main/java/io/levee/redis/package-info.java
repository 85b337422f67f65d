/** One owner of the connection to Redis per event loop: reconnects, batches, and says how it is. */
package io.levee.redis;
