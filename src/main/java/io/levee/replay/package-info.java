/**
 * A shopper at the other end of the wire: asks questions of a running gateway and counts answers.
 */
package io.levee.replay;
