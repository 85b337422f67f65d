/**
 * What a text names: numbers, days, amounts, sizes, products, addresses; where, and in one form.
 */
package io.levee.understanding.slots;
