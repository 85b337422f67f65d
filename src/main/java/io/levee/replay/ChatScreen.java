package io.levee.replay;

import io.levee.conversation.Language;
import io.levee.conversation.Wording;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What the shopper at the terminal sees. Control characters of a message are not printed. */
final class ChatScreen {
  private final PrintStream out;
  private final Language language;
  private List<String> options = List.of();
  private boolean apart;
  private boolean greeted;

  ChatScreen(PrintStream out, Language language) {
    this.out = out;
    this.language = language;
  }

  /** What a typed line means: the number of an option is that option's text. */
  String chosen(String line) {
    if (line.matches("\\d{1,2}")) {
      int number = Integer.parseInt(line);
      if (number >= 1 && number <= options.size()) {
        return options.get(number - 1);
      }
    }
    return line;
  }

  /**
   * @param echoed whether the terminal shows what was typed already
   */
  void said(String text, boolean echoed) {
    if (!echoed) {
      print("> " + text);
    }
  }

  void welcome(JsonObject frame) {
    if (!greeted || apart) {
      note(greeted ? "chat.back" : "chat.connected");
    }
    greeted = true;
    apart = false;
    if (frame.getJsonObject("queue") != null) {
      place(frame.getJsonObject("queue"));
    }
  }

  void reconnecting() {
    if (!apart) {
      note("chat.reconnecting");
    }
    apart = true;
  }

  void message(JsonObject frame) {
    switch (frame.getString("type", "")) {
      case "joined" ->
          note("chat.joined", frame.getJsonObject("agent", new JsonObject()).getString("name", ""));
      case "left" -> note("chat.left");
      default -> text(frame);
    }
  }

  void place(JsonObject queue) {
    note(
        "chat.place",
        String.valueOf(queue.getInteger("position", 0)),
        String.valueOf(queue.getInteger("waitSeconds", 0)));
  }

  void provisional(String text) {
    print(text);
    note("chat.provisional");
  }

  void problem(JsonObject problem) {
    note("chat.problem", problem.getString("detail", problem.getString("title", "")));
  }

  void refused(String why) {
    note("chat.refused", why);
  }

  void typing() {
    note("chat.typing");
  }

  private void text(JsonObject frame) {
    String from = frame.getString("from", "");
    String text = frame.getString("text", "");
    switch (from) {
      case "customer" -> print("> " + text);
      case "system" -> print("-- " + text);
      default -> print(from + ": " + text);
    }
    JsonArray offered = frame.getJsonArray("options", new JsonArray());
    if (!offered.isEmpty()) {
      List<String> fresh = new ArrayList<>();
      for (Object option : offered) {
        fresh.add(String.valueOf(option));
        print("  " + fresh.size() + ") " + option);
      }
      options = fresh;
    }
  }

  private void note(String key, Object... arguments) {
    print("-- " + Wording.of(language, key, arguments));
  }

  private void print(String line) {
    out.println(line.replaceAll("[\\p{Cntrl}&&[^\n\t]]", ""));
    out.flush();
  }
}
