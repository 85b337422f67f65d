/**
 * Reads images as bytes, never as pixels: what they are, and what they tell that no one asked for.
 */
package io.levee.uploads.image;
