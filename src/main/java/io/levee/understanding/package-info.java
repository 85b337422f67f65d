/** Text to intents, slots, sentiment and a confidence one can trust. Pure. */
package io.levee.understanding;
