/** The public port: one server per event loop, and which path leads where. */
package io.levee.channel.front;
