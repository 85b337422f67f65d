/** Shoppers at the other end of the wire: one who asks or chats, or, in {@code load}, thousands. */
package io.levee.replay;
