/**
 * Shoppers and agents who behave by the book of queueing theory, at the other end of the wire, and
 * what the book says they will see.
 */
package io.levee.simulate;
