/** Keeps the images that shoppers send: as they look, without what they tell. */
package io.levee.uploads;
