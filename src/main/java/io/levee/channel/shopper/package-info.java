/** The shoppers' own channel: HTTP and WebSocket, contract v1. */
package io.levee.channel.shopper;
