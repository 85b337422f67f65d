/** What a turn costs, against a bare echo, measured on this machine. Talks to processes only. */
package io.levee.bench;
