/** The life of one message, told in one readable file. */
package io.levee.turn;
