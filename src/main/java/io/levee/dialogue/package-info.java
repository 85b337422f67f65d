/** What to look up, then what to do: two pure functions. */
package io.levee.dialogue;
