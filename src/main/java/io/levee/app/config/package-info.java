/** Reads the configuration: layers, faults by the key the operator wrote, and new values live. */
package io.levee.app.config;
