/**
 * How a room declares what an operator may set: a record of {@link Setting}s that checks itself.
 */
package io.levee.settings;
