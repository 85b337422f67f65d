/** Everything that was said, once, in order, on disk before it is acknowledged. */
package io.levee.journal;
