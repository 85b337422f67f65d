package io.levee.replay.load;

import io.levee.replay.Target;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Connections for HTTP to one gateway: opened as they are needed, at most so many; further requests
 * wait their turn, which counts into their latency. Confined to its event loop.
 */
final class HttpLines {
  private final Dial dial;
  private final Target target;
  private final int most;
  private final Deque<HttpLine> idle = new ArrayDeque<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int open;
  private long crowded;

  private static final class Waiting {
    private final byte[] request;
    private final HttpLine.Answer answer;

    Waiting(byte[] request, HttpLine.Answer answer) {
      this.request = request;
      this.answer = answer;
    }
  }

  HttpLines(Dial dial, Target target, int most) {
    this.dial = dial;
    this.target = target;
    this.most = most;
  }

  int open() {
    return open;
  }

  void send(byte[] request, HttpLine.Answer answer) {
    HttpLine line = idle.pollLast();
    while (line != null && line.isClosed()) {
      line = idle.pollLast();
    }
    if (line != null) {
      ask(line, request, answer);
    } else {
      waiting.add(new Waiting(request, answer));
      if (open < most) {
        connect();
      } else {
        crowded++;
      }
    }
  }

  /** How many requests had to wait since all connections were taken. */
  long crowded() {
    return crowded;
  }

  private void connect() {
    open++;
    dial.connect(target, false)
        .onFailure(
            why -> {
              open--;
              Waiting first = waiting.poll();
              if (first != null) {
                first.answer.failed("cannot connect: " + why.getMessage());
              }
            })
        .onSuccess(
            socket -> {
              HttpLine line = new HttpLine(socket);
              line.whenClosed(
                  () -> {
                    open--;
                    idle.remove(line);
                    if (!waiting.isEmpty() && open < most) {
                      connect();
                    }
                  });
              free(line);
            });
  }

  private void ask(HttpLine line, byte[] request, HttpLine.Answer answer) {
    line.send(
        request,
        new HttpLine.Answer() {
          @Override
          public void answered(int status, long retryAfter, byte[] bytes, int from, int to) {
            free(line);
            answer.answered(status, retryAfter, bytes, from, to);
          }

          @Override
          public void failed(String why) {
            answer.failed(why);
          }
        });
  }

  private void free(HttpLine line) {
    if (line.isClosed()) {
      return;
    }
    Waiting first = waiting.poll();
    if (first == null) {
      idle.addLast(line);
    } else {
      ask(line, first.request, first.answer);
    }
  }

  void close() {
    waiting.clear();
    idle.forEach(HttpLine::close);
    idle.clear();
  }
}
