package io.levee.app.config;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a configuration.
 *
 * @param config the configuration; without problems it is valid, with problems it is only good for
 *     being shown
 * @param problems every fault at once, in the order of the layers and keys
 */
public record Loaded<T>(T config, List<Problem> problems) {
  public Loaded {
    problems = List.copyOf(problems);
  }

  /** The configuration if nothing is wrong with it. */
  public Optional<T> valid() {
    return problems.isEmpty() ? Optional.of(config) : Optional.empty();
  }

  /** Never the values: some are secret. */
  @Override
  public String toString() {
    return problems.isEmpty() ? "valid" : problems.toString();
  }
}
