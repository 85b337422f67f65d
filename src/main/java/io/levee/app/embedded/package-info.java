/** Starts the real servers, from what the build brings along, for those who have none installed. */
package io.levee.app.embedded;
