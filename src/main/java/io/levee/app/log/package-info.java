/** How the process logs: JSON lines for machines, plain lines for a terminal. */
package io.levee.app.log;
