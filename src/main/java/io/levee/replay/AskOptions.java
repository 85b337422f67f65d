package io.levee.replay;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to ask.
 *
 * @param file the questions, one a line
 * @param column which tab-separated column is asked, from 1; 0: the last
 * @param limit at most so many lines
 * @param socket over WebSocket instead of HTTP
 * @param concurrency how many customers at once, 1 or more
 * @param prefix what each customer's id begins with
 * @param retry whether to try again what failed for a passing reason
 * @param patience how long one question is tried again
 * @param rows how many rows of the table are printed; lines without an answer always are
 * @param json totals as JSON instead of the table
 */
public record AskOptions(
    Path file,
    int column,
    int limit,
    boolean socket,
    int concurrency,
    String prefix,
    boolean retry,
    Duration patience,
    int rows,
    boolean json) {}
