package io.levee.knowledge;

/**
 * Something wrong in a knowledge file.
 *
 * @param file the file, below the directory's path as the operator gave it
 * @param line 1 is the first; 0 when it is not about a line
 * @param problem what is wrong and what to do
 */
public record KnowledgeFault(String file, int line, String problem) {
  @Override
  public String toString() {
    return line > 0 ? file + ':' + line + ": " + problem : file + ": " + problem;
  }
}
