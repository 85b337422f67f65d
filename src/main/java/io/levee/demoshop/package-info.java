/** A small shop to play with: the other end of the storefront's port, on this gateway. */
package io.levee.demoshop;
