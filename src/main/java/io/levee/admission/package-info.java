/** Yes, wait or no, before any work is done. */
package io.levee.admission;
