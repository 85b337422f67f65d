/** Stores that remember what must be remembered until the process ends, and write nothing. */
package io.levee.app.memory;
