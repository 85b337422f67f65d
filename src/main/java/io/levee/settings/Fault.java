package io.levee.settings;

/**
 * @param key the key as the operator wrote it, relative to its section
 * @param problem what is wrong and what to do, without the key
 */
public record Fault(String key, String problem) {}
