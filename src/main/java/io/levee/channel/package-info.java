/** Bytes to messages and back, at the reader's pace. One subpackage a channel. */
package io.levee.channel;
