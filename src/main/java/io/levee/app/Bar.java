package io.levee.app;

import io.levee.eval.Steps;
import io.levee.understanding.MatcherFactory.Progress;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a long piece of work is: a bar on a terminal, a line now and then elsewhere. */
final class Bar implements Progress, AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private final ProgressBar bar;
  private final Progress lines;

  private Bar(ProgressBar bar, Progress lines) {
    this.bar = bar;
    this.lines = lines;
  }

  static Bar of(String what, PrintStream err) {
    return Terminal.watched()
        ? new Bar(
            new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(err, Terminal.columns()))
                .build(),
            null)
        : new Bar(null, new Steps(err, false, System::nanoTime).of(what));
  }

  @Override
  public void at(int done, int total) {
    if (bar == null) {
      lines.at(done, total);
    } else {
      bar.maxHint(total);
      bar.stepTo(done);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
