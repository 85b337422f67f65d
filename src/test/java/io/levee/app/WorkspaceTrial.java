package io.levee.app;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The agents' workspace with many conversations open and messages streaming in: how long the page
 * is busy at a time. Pictures of it go to the directory that the environment names {@code
 * SCREENSHOTS}, if it does.
 *
 * <p>Arguments: a file of dialogues, one JSON object a line with a list of texts under {@code
 * turns}; conversations (60); seconds (20); messages a second (20).
 */
final class WorkspaceTrial {
  private static final String WATCH =
      """
      () => {
        window.trial = {long: [], renders: 0, renderMs: 0, worst: 0, keys: []};
        new PerformanceObserver((list) => list.getEntries().forEach((one) => trial.long.push(Math.round(one.duration))))
          .observe({type: 'longtask'});
        const desk = document.querySelector('levee-desk');
        const update = desk.performUpdate.bind(desk);
        desk.performUpdate = () => {
          const began = performance.now();
          const result = update();
          const took = performance.now() - began;
          trial.renders++; trial.renderMs += took; trial.worst = Math.max(trial.worst, took);
          return result;
        };
      }
      """;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<WebSocket> SITTING = new ArrayList<>();
  private static House house;

  private WorkspaceTrial() {}

  public static void main(String... args) {
    int status = 0;
    try {
      run(args);
    } catch (Exception broken) {
      System.err.println("broken: " + broken);
      status = 1;
    }
    System.exit(status);
  }

  private static void run(String... args) throws Exception {
    List<List<String>> dialogues = dialogues(Path.of(args[0]));
    int open = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    int perSecond = args.length > 3 ? Integer.parseInt(args[3]) : 20;
    house =
        House.open(
            "agents.alice.capacity=" + (open - 10),
            "agents.bob.capacity=4",
            "agents.carol.capacity=4",
            "agents.alice.role=supervisor",
            "admission.storefrontRate=100000",
            "admission.storefrontBurst=100000");
    colleague("bob", true);
    colleague("carol", false);
    try (ExecutorService shoppers = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < open; i++) {
        int number = i;
        shoppers.execute(() -> arrive(number, dialogues.get(number % dialogues.size())));
      }
      shoppers.shutdown();
      shoppers.awaitTermination(2, TimeUnit.MINUTES);
    }
    for (String language :
        System.getenv("SCREENSHOTS") == null ? List.<String>of() : List.of("zh", "en")) {
      pictures(language, 1440, 900, ColorScheme.LIGHT);
      pictures(language, 1440, 900, ColorScheme.DARK);
      pictures(language, 390, 844, language.equals("zh") ? ColorScheme.LIGHT : ColorScheme.DARK);
    }
    stream(dialogues, open, seconds, perSecond);
    house.close();
  }

  private static void stream(List<List<String>> dialogues, int open, int seconds, int perSecond)
      throws Exception {
    try (Tab tab = Tab.open(house, "zh", 1440, 900, ColorScheme.LIGHT)) {
      Page page = signedIn(tab);
      page.waitForTimeout(2_000);
      page.evaluate(WATCH);
      ExecutorService shoppers = Executors.newFixedThreadPool(8);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      for (int i = 0; System.nanoTime() < end; i++) {
        List<String> dialogue = dialogues.get(i % dialogues.size());
        int customer = i % open;
        String text = dialogue.get((i / open + 1) % dialogue.size());
        shoppers.execute(() -> say(customer, text));
        if (i % perSecond == 0) {
          page.locator("[data-conversation]").nth(i / perSecond % open).click();
        } else if (i % 3 == 0) {
          page.locator(".field textarea").pressSequentially("好");
        } else {
          page.waitForTimeout(1000.0 / perSecond);
        }
      }
      shoppers.shutdown();
      shoppers.awaitTermination(20, TimeUnit.SECONDS);
      page.waitForTimeout(1_000);
      System.out.println(open + " open, " + page.evaluate("() => JSON.stringify(trial)"));
      System.out.println(
          page.evaluate("() => document.querySelectorAll('*').length") + " outer elements");
    }
  }

  private static void pictures(String language, int width, int height, ColorScheme scheme) {
    String name = language + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
    try (Tab tab = Tab.open(house, language, width, height, scheme)) {
      tab.page.navigate(url("/agent"));
      tab.shot("login-" + name);
      Page page = signedIn(tab);
      tab.shot("list-" + name);
      page.locator("[data-conversation]").nth(2).click();
      page.waitForTimeout(800);
      tab.shot("chat-" + name);
      if (width > 500) {
        page.keyboard().press("Alt+h");
        page.waitForTimeout(300);
        tab.shot("help-" + name);
        page.keyboard().press("Escape");
        page.keyboard().press("Control+K");
        page.keyboard().type("退货");
        page.waitForTimeout(800);
        tab.shot("search-" + name);
        page.keyboard().press("Escape");
        page.locator(".field textarea").fill("/");
        page.waitForTimeout(200);
        tab.shot("slash-" + name);
        page.locator(".field textarea").fill("");
        page.keyboard().press("Alt+t");
        page.waitForTimeout(200);
        tab.shot("transfer-" + name);
        page.keyboard().press("Escape");
      } else {
        page.locator(".icon.info").click();
        page.waitForTimeout(300);
        tab.shot("packet-" + name);
        page.locator(".packet .back").click();
        page.locator(".bar .back").click();
      }
      page.locator("[data-floor]").click();
      page.waitForTimeout(2_500);
      tab.shot("floor-" + name);
      System.out.println(name + " " + tab.errors);
    }
  }

  private static Page signedIn(Tab tab) {
    Page page = tab.page;
    page.navigate(url("/agent"));
    page.locator("[name=user]").fill("alice");
    page.locator("[name=password]").fill("demo");
    page.locator(".door .main").click();
    page.locator("[data-conversation]").first().waitFor();
    return page;
  }

  /** Sits there, and takes four, or is at lunch. */
  private static void colleague(String user, boolean available) throws Exception {
    JsonObject login = new JsonObject().put("user", user).put("password", "demo");
    String answer =
        HTTP.send(
                HttpRequest.newBuilder(URI.create(url("/v1/agent/login")))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(login.encode()))
                    .build(),
                BodyHandlers.ofString())
            .body();
    WebSocket socket =
        HTTP.newWebSocketBuilder()
            .buildAsync(
                URI.create(url("/v1/agent/socket").replace("http", "ws")),
                new WebSocket.Listener() {})
            .join();
    JsonObject hello =
        new JsonObject()
            .put("type", "hello")
            .put("token", new JsonObject(answer).getString("token"))
            .put("available", available);
    socket.sendText(hello.encode(), true).join();
    if (!available) {
      JsonObject lunch = new JsonObject().put("type", "state").put("available", false);
      socket.sendText(lunch.put("reason", "lunch").encode(), true).join();
    }
    SITTING.add(socket);
  }

  private static void arrive(int number, List<String> dialogue) {
    say(number, dialogue.getFirst());
    say(number, number % 7 == 0 ? "太慢了，我要投诉，转人工" : "转人工");
    for (String text : dialogue.subList(1, Math.min(4, dialogue.size()))) {
      say(number, text);
    }
  }

  private static void say(int number, String text) {
    JsonObject body =
        new JsonObject()
            .put("messageId", UUID.randomUUID().toString())
            .put("customerId", "demo-customer-%02d".formatted(number + 1))
            .put("text", text.length() > 300 ? text.substring(0, 300) : text);
    try {
      HTTP.send(
          HttpRequest.newBuilder(URI.create(url("/v1/messages")))
              .header("Authorization", "Bearer demo-api-key")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body.encode()))
              .build(),
          BodyHandlers.discarding());
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static List<List<String>> dialogues(Path file) throws Exception {
    List<List<String>> all = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      List<String> texts = new ArrayList<>();
      for (Object turn : new JsonObject(line).getJsonArray("turns", new JsonArray())) {
        String text =
            turn instanceof Map<?, ?> map
                ? String.valueOf(map.get("text"))
                : turn instanceof JsonObject json ? json.getString("text", "") : turn.toString();
        if (!text.isBlank()) {
          texts.add(text);
        }
      }
      if (texts.size() > 2) {
        all.add(texts);
      }
    }
    return all;
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + house.port() + path;
  }
}
