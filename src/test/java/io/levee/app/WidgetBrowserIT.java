package io.levee.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.levee.TestPostgres;
import io.levee.TestRedis;
import io.levee.app.config.Config;
import io.levee.app.config.Sources;
import io.levee.ops.Health;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The widget on the demo shop's page, in a real browser, with a whole gateway behind it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class WidgetBrowserIT {
  private static final int PATIENCE_MILLIS = 20_000;
  private static Browsers browsers;
  private static Vertx vertx;
  private static GatewayStart.Running gateway;
  private static Cable cable;
  private static int port;
  private static int elsewhere;

  private final List<String> errors = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    browsers = Browsers.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    vertx = Vertx.vertx();
    elsewhere = shopOfItsOwn();
    Config config =
        new Sources(
                Path.of("conf", "levee.yaml"),
                Map.of(),
                List.of(
                    "http.port=0",
                    "storefronts.demo.origins=self,http://127.0.0.1:" + elsewhere,
                    "postgres.url=" + TestPostgres.url(),
                    "redis.url=" + TestRedis.url()))
            .load()
            .valid()
            .orElseThrow();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Health health = new Health(config::ops, System::nanoTime, meters);
    gateway =
        Gateway.start(new Ground(vertx, () -> config, meters, health))
            .toCompletionStage()
            .toCompletableFuture()
            .get(2, TimeUnit.MINUTES);
    port = URI.create(gateway.url()).getPort();
    cable = new Cable(vertx, port);
  }

  /** A shop whose pages come from another origin, with a policy that lets in the widget only. */
  private static int shopOfItsOwn() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  String from = "http://127.0.0.1:" + cable.port();
                  request
                      .response()
                      .putHeader("Content-Type", "text/html; charset=utf-8")
                      .putHeader(
                          "Content-Security-Policy",
                          "default-src 'none'; img-src data:; script-src %s; connect-src %s %s"
                              .formatted(from, from, from.replace("http", "ws")))
                      .end(
                          """
                          <!doctype html><html lang="zh"><title>shop</title><link rel="icon" href="data:,">
                          <body><h1>shop</h1><script type="module" src="%s/widget.js"
                            data-widget-key="demo-widget" data-language="en" data-position="left"
                            data-suggestions="How do I return something?|Bye"></script>
                          """
                              .formatted(from));
                });
    return server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS)
        .actualPort();
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      gateway.drain().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }
    if (browsers != null) {
      browsers.close();
    }
  }

  @AfterEach
  void leave() {
    cable.mend();
    if (context != null) {
      context.close();
    }
  }

  @Test
  void aShopperAsksAndChoosesAmongTheOptions() {
    visit("zh", 1280, 860);
    shot("shop-zh");
    open();
    shot("fresh-zh");
    say("怎么退货？");
    assertThat(page.locator(".turn.bot .text").last()).containsText("7 天");
    assertThat(page.locator(".turn.customer .text")).hasCount(1);
    Locator option = page.locator(".options button").first();
    String chosen = option.innerText();
    shot("answer-zh");

    option.click();
    assertThat(page.locator(".turn.customer .text").last()).containsText(chosen);
    assertThat(page.locator(".turn.bot .text")).hasCount(2);
    assertThat(page.locator(".field textarea")).isFocused();
    assertNumbersWithoutGap();
    assertThat(errors).isEmpty();
  }

  @Test
  void aLinkOfThePageAsksAndAnotherPageGoesOn() {
    visit("en", 1280, 860);
    shot("shop-en");
    page.locator("[data-levee-ask='How do I return something?']").click();
    assertThat(page.locator(".turn.customer .text").last())
        .containsText("How do I return something?");
    assertThat(page.locator(".turn.bot .text").last()).containsText("7 days");
    shot("answer-en");

    page.reload();
    open();
    assertThat(page.locator(".turn.bot .text").last()).containsText("7 days");
    assertThat(page.locator(".turn.customer .text")).hasCount(1);
    assertThat(errors).isEmpty();
  }

  @Test
  void aPersonComesHelpsAndIsRated() throws Exception {
    visit("zh", 1280, 860);
    open();
    say("你好");
    assertThat(page.locator(".turn.bot .text")).hasCount(1);
    // Offered once: among the options, else above the input.
    page.locator("button:has-text('转人工')").click();
    assertThat(page.locator(".banner.place")).containsText(Pattern.compile("第 \\d+ 位"));
    shot("queue-zh");

    try (Agent alice = Agent.login(port, "alice")) {
      JsonNode assigned = alice.await("assigned");
      assertThat(page.locator("[data-event=joined]")).containsText("Alice");
      assertThat(page.locator(".banner.place")).hasCount(0);
      alice.say(assigned.path("conversationId").asText(), "a-1", "您好，我是 Alice，请问有什么可以帮您？");
      assertThat(page.locator(".turn.agent .text")).containsText("我是 Alice");
      shot("agent-zh");

      page.locator("button.end").click();
      page.locator(".sure .main").click();
      assertThat(page.locator("[data-event=closed]")).hasCount(1);
    }
    page.locator(".stars label").nth(4).click();
    shot("rating-zh");
    page.locator(".rating [name=comment]").fill("谢谢");
    page.locator(".rating [type=submit]").click();
    assertThat(page.locator(".thanks")).isVisible();

    page.locator(".begin").click();
    say("怎么退货？");
    assertThat(page.locator(".turn.bot .text").last()).containsText("7 天");
    assertThat(page.locator("[data-event=closed]")).hasCount(0);
    assertThat(errors).isEmpty();
  }

  @Test
  void goesOnWhereTheLineWasCutWithoutGapOrDouble() {
    visit("zh", 1280, 860);
    open();
    say("怎么退货？");
    assertThat(page.locator(".turn.bot .text")).hasCount(1);

    cable.cut();
    say("怎么开发票？");
    assertThat(page.locator("[data-pending=sending]")).hasCount(1);
    assertThat(page.locator(".banner.bad button")).isInViewport();
    assertThat(page.locator("[data-pending=sending] .fate"))
        .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
    shot("cut-zh");
    cable.mend();
    page.locator(".banner.bad button").click();

    assertThat(page.locator("[data-pending]")).hasCount(0);
    assertThat(page.locator(".turn.bot .text")).hasCount(2);
    assertThat(page.locator(".turn.customer .text")).hasCount(2);
    assertNumbersWithoutGap();
  }

  @Test
  void saysSoWhenTheGatewayIsAwayAndComesBackByItself() {
    visit("en", 1280, 860);
    cable.cut();
    page.locator(".launcher").click();
    assertThat(page.locator(".banner.bad")).isVisible();
    cable.mend();
    assertThat(page.locator(".standing.open")).isVisible();
    assertThat(page.locator(".banner.bad")).hasCount(0);
  }

  @Test
  void fillsAPhonesScreenAndGivesItBack() {
    visit("zh", 390, 844);
    shot("phone-shop-zh");
    page.locator(".launcher").click();
    assertThat(page.locator(".standing.open")).isVisible();
    page.evaluate(
        "() => Promise.all(document.querySelector('levee-chat').shadowRoot.getAnimations().map(a => a.finished))");
    var box = page.locator(".panel").boundingBox();
    assertThat(List.of(box.x, box.y, box.width, box.height)).containsExactly(0d, 0d, 390d, 844d);
    assertThat(page.locator(".field textarea")).hasCSS("font-size", "16px");
    say("怎么退货？");
    assertThat(page.locator(".turn.bot .text")).hasCount(1);
    shot("phone-answer-zh");

    page.keyboard().press("Escape");
    assertThat(page.locator(".panel")).hasCount(0);
    assertThat(page.locator(".launcher")).isFocused();
    assertThat(errors).isEmpty();
  }

  @Test
  void theShopsCustomerAsksAboutAnOrderBecomesSomebodyElseAndNobody() {
    visit("en", 1280, 860);
    Locator name = page.locator(".account .name");
    assertThat(page.locator("#orders li")).hasCount(5);
    String order = page.locator("#orders .number").first().innerText();
    shot("shop-signed-in-en");
    page.locator("#orders [data-about=where]").first().click();
    assertThat(page.locator(".turn.customer .text")).containsText(order);
    assertThat(page.locator(".turn.bot .text").first()).isVisible();
    page.keyboard().press("Escape");

    Locator another = page.locator(".account li button:not([aria-current])").first();
    String anothersName = another.textContent();
    assertThat(name).not().hasText(anothersName);
    page.locator(".account summary").click();
    shot("shop-account-en");
    another.click();
    assertThat(name).hasText(anothersName);
    assertThat(page.locator("#orders .number").first()).not().hasText(order);
    open();
    assertThat(page.locator(".log")).not().containsText(order);
    page.keyboard().press("Escape");
    page.locator("#orders").scrollIntoViewIfNeeded();
    shot("shop-orders-en");
    page.setViewportSize(390, 844);
    shot("phone-shop-orders-en");
    page.evaluate("scrollTo(0, 0)");
    page.locator(".account summary").click();
    shot("phone-shop-account-en");
    assertThat(page.locator(".account .choice"))
        .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
    page.keyboard().press("Escape");
    page.setViewportSize(1280, 860);

    page.locator(".account summary").click();
    page.locator(".account .sign-out").click();
    assertThat(name).hasText("Sign in");
    assertThat(page.locator("#orders")).isHidden();
    open();
    say("How do I return something?");
    assertThat(page.locator(".turn.bot .text").last()).containsText("7 days");
    page.keyboard().press("Escape");

    page.locator(".account summary").click();
    page.locator(".account .sign-in").click();
    assertThat(name).hasText(anothersName);
    assertThat(errors).isEmpty();
  }

  @Test
  void livesOnAPageOfAnotherOriginAsItsTagSays() {
    begin(1280, 860, ColorScheme.LIGHT);
    page.navigate("http://127.0.0.1:" + elsewhere + "/");
    open();
    assertThat(page.locator(".suggestions button")).hasCount(2);
    page.locator(".suggestions button").first().click();
    assertThat(page.locator(".turn.bot .text")).containsText("7 days");
    assertThat(page.locator(".panel").boundingBox().x).isLessThan(100);
    assertThat(errors).isEmpty();
  }

  @Test
  void isUsedWithTheKeyboardAlone() {
    visit("en", 1280, 860);
    page.locator(".launcher").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".field textarea")).isFocused();
    page.keyboard().type("How do I return something?");
    page.keyboard().press("Shift+Enter");
    page.keyboard().press("Enter");
    assertThat(page.locator(".turn.bot .text")).hasCount(1);
    page.keyboard().press("Escape");
    assertThat(page.locator(".launcher")).isFocused();
  }

  @ParameterizedTest
  @CsvSource({"zh,LIGHT", "en,LIGHT", "zh,DARK"})
  void keepsNobodyOut(String language, ColorScheme scheme) throws IOException {
    visit(language, 1280, 860, scheme);
    open();
    say(language.equals("zh") ? "怎么退货？" : "How do I return something?");
    assertThat(page.locator(".options button").first()).isVisible();
    shot("axe-" + language + "-" + scheme);
    page.evaluate(axe());
    Object violations =
        page.evaluate(
            """
            async () => (await axe.run()).violations
              .filter(v => ['serious', 'critical'].includes(v.impact))
              .map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join('; '))
            """);
    assertThat((List<?>) violations).isEmpty();
  }

  private static String axe() throws IOException {
    try (InputStream script = WidgetBrowserIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  // ---- What a shopper does

  private void visit(String language, int width, int height) {
    visit(language, width, height, ColorScheme.LIGHT);
  }

  private void visit(String language, int width, int height, ColorScheme scheme) {
    begin(width, height, scheme);
    page.navigate("http://127.0.0.1:" + cable.port() + "/?lang=" + language);
    assertThat(page.locator(".launcher")).isVisible();
  }

  private void begin(int width, int height, ColorScheme scheme) {
    context =
        browsers
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setDeviceScaleFactor(width < 500 ? 2 : 1)
                    .setColorScheme(scheme)
                    .setReducedMotion(ReducedMotion.REDUCE));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
  }

  private void open() {
    page.locator(".launcher").click();
    assertThat(page.locator(".standing.open"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
  }

  private void say(String text) {
    page.locator(".field textarea").fill(text);
    page.keyboard().press("Enter");
  }

  private void assertNumbersWithoutGap() {
    List<Integer> numbers =
        page.locator("[data-seq]").all().stream()
            .map(turn -> Integer.valueOf(turn.getAttribute("data-seq")))
            .toList();
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
  }

  /** Pictures for looking at, where a folder for them is given. */
  private void shot(String name) {
    String folder = System.getenv("SCREENSHOTS");
    if (folder != null) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
    }
  }
}
