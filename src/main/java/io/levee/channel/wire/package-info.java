/** What both channels need of HTTP, WebSocket and JSON: problems, fields, exchanges, lines. */
package io.levee.channel.wire;
