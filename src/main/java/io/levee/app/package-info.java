/** Main, wiring, configuration loading, embedded servers. Knows everyone. */
package io.levee.app;
