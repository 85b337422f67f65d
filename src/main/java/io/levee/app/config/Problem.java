package io.levee.app.config;

/**
 * Something in the configuration that cannot stand.
 *
 * @param where where it was written: {@code conf/levee.yaml:12}, {@code LEVEE_OPS_PORT}, {@code
 *     --set}; the file alone when nothing was written
 * @param key the whole key, such as {@code ops.port}; empty when it is about no key
 * @param problem what is wrong and what to do; secrets are masked
 */
public record Problem(String where, String key, String problem) {

  @Override
  public String toString() {
    return where + ": " + (key.isEmpty() ? "" : key + " ") + problem;
  }
}
