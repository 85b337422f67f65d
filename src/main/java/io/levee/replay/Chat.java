package io.levee.replay;

import io.levee.conversation.Language;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Semaphore;

/** {@code levee chat}: an anonymous shopper at a terminal, or with lines from a pipe. */
public final class Chat {
  /** Lines read ahead of what was sent: a big file in the pipe must not end up in memory. */
  private static final int READ_AHEAD = 100;

  private final Target target;
  private final String widgetKey;
  private final Language language;
  private final boolean interactive;

  /**
   * @param language of the client's own words
   * @param interactive false: each line waits for the answer to the one before, and the end of the
   *     input ends the chat
   */
  public Chat(Target target, String widgetKey, Language language, boolean interactive) {
    this.target = target;
    this.widgetKey = widgetKey;
    this.language = language;
    this.interactive = interactive;
  }

  /**
   * Chats until the input ends. Blocks.
   *
   * @return 0 when all that was typed was taken, else 1
   */
  public int run(InputStream in, PrintStream out) throws InterruptedException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      Promise<Integer> done = Promise.promise();
      Semaphore room = new Semaphore(READ_AHEAD);
      ChatScreen screen = new ChatScreen(out, language);
      vertx.runOnContext(
          ignored -> {
            ChatTokens tokens =
                new ChatTokens(new Wire(vertx, target, 4), widgetKey, Clock.systemUTC());
            ChatTalk talk =
                new ChatTalk(vertx, tokens, screen, interactive, room::release, done::tryComplete);
            talk.connect();
            Thread.ofPlatform().daemon().name("chat-input").start(() -> read(in, room, talk));
          });
      return done.future().await();
    } finally {
      vertx.close().await();
    }
  }

  private static void read(InputStream in, Semaphore room, ChatTalk talk) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String typed = line.strip();
        if (!typed.isEmpty()) {
          room.acquire();
          talk.context().runOnContext(ignored -> talk.typed(typed));
        }
      }
    } catch (IOException unreadable) {
      // The input ends here.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    talk.context().runOnContext(ignored -> talk.inputEnded());
  }
}
