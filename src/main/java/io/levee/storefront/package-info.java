/** Asks the shop's back end, briefly, and survives its silence. */
package io.levee.storefront;
