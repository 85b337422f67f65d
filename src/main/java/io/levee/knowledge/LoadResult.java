package io.levee.knowledge;

import java.util.List;

/** What came of reading the knowledge files. */
public sealed interface LoadResult {
  /**
   * @param warnings what is probably not meant, but does no harm; in the order of the files
   */
  record Loaded(Knowledge knowledge, List<KnowledgeFault> warnings) implements LoadResult {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Nothing of it can be used.
   *
   * @param faults all that were found, in the order of the files; at least one
   */
  record Invalid(List<KnowledgeFault> faults) implements LoadResult {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }
}
