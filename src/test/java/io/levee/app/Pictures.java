package io.levee.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.levee.app.log.LogConfig;
import io.levee.app.log.Logging;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures of the documents: {@code mvn verify -P pictures} writes those of the README to
 * {@code docs/pictures}, and every page, wide and narrow, in both languages, to {@code
 * target/pictures}. No test: it is run by that name only.
 */
final class Pictures {
  private static final Path ALL = Path.of("target", "pictures");
  private static final Path SHOWN = Path.of("docs", "pictures");
  private static final List<String> QUESTIONS =
      List.of(
          "衬衫啥时候发货",
          "怎么退货",
          "优惠券怎么用不了",
          "发票怎么开",
          "多久退款",
          "能开专票吗",
          "包邮吗",
          "怎么改地址",
          "where is my parcel",
          "尺码偏大吗",
          "满减怎么算",
          "运费谁出",
          "asdfgh",
          "质量问题怎么办",
          "积分怎么用",
          "how do I return something",
          "预售什么时候发",
          "可以货到付款吗",
          "会员有什么权益",
          "今天能发吗");

  private static House house;
  private static HttpClient http;

  @BeforeAll
  static void open() throws Exception {
    Files.createDirectories(ALL);
    Files.createDirectories(SHOWN);
    Logging.level(new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.WARN));
    house = House.open("desk.historyLength=20");
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
  }

  @Test
  void theShopAndItsChat() throws Exception {
    for (String language : List.of("zh", "en")) {
      for (int width : List.of(1440, 390)) {
        chat(language, width);
      }
    }
    show("chat-zh-1440", "shop.png");
    show("chat-zh-390", "phone.png");
  }

  private static void chat(String language, int width) throws Exception {
    boolean zh = language.equals("zh");
    try (Tab tab = tab(language, width)) {
      Page page = tab.page;
      page.navigate(url("/?lang=" + language));
      assertThat(page.locator("#orders li")).hasCount(5);
      shoot(page, "shop-" + language + "-" + width);
      page.locator(".launcher").click();
      say(page, zh ? "我的快递到哪了？" : "Where is my parcel?");
      page.locator(".options button", delivered()).first().click();
      assertThat(page.locator(".turn.bot .text")).hasCount(2);
      say(page, zh ? "那件不合身，我要退货" : "I want to return this");
      assertThat(page.locator(".turn.bot .text")).hasCount(3);
      page.waitForTimeout(600);
      shoot(page, "chat-" + language + "-" + width);
    }
  }

  @Test
  void theAgentsWorkspace() throws Exception {
    ask("demo-customer-11", "我的快递到哪了？");
    ask("demo-customer-11", "等了四天了还没到，太慢了吧");
    ask("demo-customer-11", "转人工");
    ask("demo-customer-12", "质量太差了，穿一次就开线");
    ask("demo-customer-12", "转人工");
    ask("demo-customer-13", "I want to talk to a person");
    for (String language : List.of("zh", "en")) {
      for (int width : List.of(1440, 390)) {
        desk(language, width);
      }
    }
    show("agent-zh-1440", "workspace.png");
  }

  private static void desk(String language, int width) {
    try (Tab tab = tab(language, width)) {
      Page page = tab.page;
      page.navigate(url("/agent"));
      shoot(page, "agent-login-" + language + "-" + width);
      page.locator("[name=user]").fill("alice");
      page.locator("[name=password]").fill("demo");
      page.locator(".door .main").click();
      assertThat(page.locator("[data-conversation]")).hasCount(3);
      shoot(page, "agent-list-" + language + "-" + width);
      page.locator("[data-conversation]").getByText("demo-customer-11").click();
      assertThat(page.locator(".turn.customer .text").first()).isVisible();
      if (page.locator(".turn.own .text").count() == 0) {
        page.locator(".field textarea").fill("您好，我是 Alice，我看到您的包裹了，马上帮您催一下。");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-stored]")).isVisible();
      }
      if (width < 500) {
        page.locator(".icon.info").click();
      }
      assertThat(page.locator(".order").first()).isVisible();
      assertThat(page.locator(".notice.on")).hasCount(0);
      page.waitForTimeout(400);
      shoot(page, "agent-" + language + "-" + width);
    }
  }

  @Test
  void theDashboard() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    Thread shoppers = Thread.ofVirtual().start(() -> shop(enough));
    for (String language : List.of("zh", "en")) {
      for (int width : List.of(1440, 390)) {
        try (Tab tab = tab(language, width)) {
          Page page = tab.page;
          page.navigate("http://127.0.0.1:" + house.opsPort() + "/");
          assertThat(page.locator("#status")).hasAttribute("data-status", "ready");
          assertThat(page.locator(".tile p").first()).containsText(Pattern.compile("[1-9]"));
          page.waitForTimeout(language.equals("zh") && width > 500 ? 45_000 : 4_000);
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(ALL.resolve("ops-" + language + "-" + width + ".png")));
        }
      }
    }
    enough.set(true);
    shoppers.join();
    show("ops-en-1440", "dashboard.png");
  }

  /** Of {@code loadtest/double11.sh}, where it was run. */
  @Test
  void theLoadReport() throws Exception {
    Path report = Path.of("loadtest", "reports", "double11", "report.html").toAbsolutePath();
    Assumptions.assumeTrue(Files.exists(report), "no report: run loadtest/double11.sh");
    try (Tab tab = tab("en", 1440)) {
      tab.page.navigate(report.toUri().toString());
      assertThat(tab.page.locator("#charts svg").first()).isVisible();
      shoot(tab.page, "double11-en-1440");
    }
    show("double11-en-1440", "double11.png");
  }

  /** Comes and goes, as shoppers do. */
  private static void shop(AtomicBoolean enough) {
    for (int i = 0; !enough.get(); i++) {
      try {
        ask("pictures-" + UUID.randomUUID(), QUESTIONS.get(i % QUESTIONS.size()));
        Thread.sleep((long) (25 + 20 * Math.sin(i / 60.0)));
      } catch (Exception broken) {
        throw new IllegalStateException(broken);
      }
    }
  }

  /** Something that can be returned. */
  private static Page.LocatorOptions delivered() {
    return new Page.LocatorOptions().setHasText(Pattern.compile("LV\\d+.*(已签收|· delivered)"));
  }

  private static Tab tab(String language, int width) {
    return Tab.open(house, language, width, width < 500 ? 844 : 900, ColorScheme.LIGHT);
  }

  private static void say(Page page, String text) {
    int before = page.locator(".turn.bot .text").count();
    page.locator(".field textarea").fill(text);
    page.keyboard().press("Enter");
    assertThat(page.locator(".turn.bot .text")).hasCount(before + 1);
  }

  private static void ask(String customer, String text) throws Exception {
    JsonObject body =
        new JsonObject()
            .put("messageId", UUID.randomUUID().toString())
            .put("customerId", customer)
            .put("text", text);
    http.send(
        HttpRequest.newBuilder(URI.create(url("/v1/messages")))
            .header("Authorization", "Bearer demo-api-key")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()))
            .build(),
        BodyHandlers.discarding());
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + house.port() + path;
  }

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(ALL.resolve(name + ".png")));
  }

  private static void show(String name, String as) throws Exception {
    Files.copy(ALL.resolve(name + ".png"), SHOWN.resolve(as), StandardCopyOption.REPLACE_EXISTING);
  }
}
