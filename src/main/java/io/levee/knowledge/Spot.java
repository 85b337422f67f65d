package io.levee.knowledge;

/** A line of a file; line 0 is the file as a whole. */
record Spot(String file, int line) {
  /** Something, and where it stands. */
  record Text(String value, Spot at) {}

  @Override
  public String toString() {
    return file + ':' + line;
  }
}
