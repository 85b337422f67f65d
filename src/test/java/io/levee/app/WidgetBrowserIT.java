package io.levee.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.levee.uploads.image.ImageFiles;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.util.List;
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
  private static Vertx shops;
  private static House house;
  private static Cable cable;
  private static int elsewhere;

  private Tab tab;
  private List<String> errors;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    shops = Vertx.vertx();
    elsewhere = shopOfItsOwn();
    house = House.open("storefronts.demo.origins=self,http://127.0.0.1:" + elsewhere);
    cable = house.cable();
  }

  /** A shop whose pages come from another origin, with a policy that lets in the widget only. */
  private static int shopOfItsOwn() throws Exception {
    HttpServer server =
        shops
            .createHttpServer()
            .requestHandler(
                request -> {
                  String from = "http://127.0.0.1:" + cable.port();
                  request
                      .response()
                      .putHeader("Content-Type", "text/html; charset=utf-8")
                      .putHeader(
                          "Content-Security-Policy",
                          "default-src 'none'; img-src data: %s; script-src %s; connect-src %s %s"
                              .formatted(from, from, from, from.replace("http", "ws")))
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
    if (house != null) {
      house.close();
    }
    shops.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  @AfterEach
  void leave() {
    cable.mend();
    if (tab != null) {
      tab.close();
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

    try (Agent alice = Agent.login(house.port(), "alice")) {
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
    choose(Tab.picture("a.png", 40, 30));
    assertThat(page.locator("[data-upload=ready]")).hasCount(1);
    page.locator(".send").click();
    assertShown(page.locator(".picture img"), 40);
    assertThat(errors).isEmpty();
  }

  @Test
  void aPictureIsSentSeenAndSeenAgain() throws Exception {
    visit("zh", 1280, 860);
    open();
    choose(Tab.picture("包裹.png", 2400, 1200), Tab.picture("b.png", 40, 30));
    assertThat(page.locator("[data-upload=ready]")).hasCount(2);
    shot("pictures-ready-zh");
    page.locator(".thumb .remove").last().click();
    say("包装破了");
    assertThat(page.locator(".thumb")).hasCount(0);
    assertThat(page.locator(".turn.customer .picture img")).hasCount(1);
    assertThat(page.locator(".turn.customer .text")).containsText("包装破了");
    assertThat(page.locator("[data-pending]")).hasCount(0);
    assertShown(page.locator(".picture img"), 1600);

    page.reload();
    open();
    Locator image = page.locator(".turn.customer .picture img");
    assertShown(image, 1600);
    assertThat(image).hasAttribute("alt", "我发送的图片");
    image.click();
    assertThat(page.locator("dialog.enlarged img")).isVisible();
    shot("picture-enlarged-zh");
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog.enlarged")).hasCount(0);
    assertThat(page.locator(".panel")).isVisible();
    assertThat(page.locator(".picture")).isFocused();
    assertNumbersWithoutGap();
    assertThat(errors).isEmpty();
  }

  @Test
  void aPictureAloneIsAMessageAndIsSentAgainAfterACut() {
    visit("en", 1280, 860);
    open();
    say("How do I return something?");
    assertThat(page.locator(".turn.bot .text")).hasCount(1);
    choose(Tab.picture("a.png", 40, 30));
    assertThat(page.locator("[data-upload=ready]")).hasCount(1);
    cable.cut();
    page.locator(".send").click();
    assertThat(page.locator("[data-pending=sending] .picture")).hasCount(1);
    cable.mend();
    assertThat(page.locator("[data-pending]")).hasCount(0);
    assertThat(page.locator(".turn.customer .picture img")).hasCount(1);
    assertThat(page.locator(".turn.bot .text").last()).containsText("picture");
    assertNumbersWithoutGap();
  }

  @Test
  void whatCannotBeSentIsSaidInASentence() {
    visit("en", 1280, 860);
    open();
    choose(new FilePayload("text.png", "image/png", "this is a text".getBytes(UTF_8)));
    assertThat(page.locator("[data-problem=no-image]")).containsText("no picture we can use");
    assertThat(page.locator(".thumb")).hasCount(0);
    choose(new FilePayload("large.gif", "image/gif", ImageFiles.largeGif(5_300_000)));
    assertThat(page.locator("[data-problem=too-large]")).containsText("over 5 MB");
    assertThat(page.locator(".send")).isDisabled();

    cable.cut();
    choose(Tab.picture("a.png", 40, 30));
    assertThat(page.locator("[data-problem=unreachable]")).containsText("try again");
    shot("picture-failed-en");
    cable.mend();
    page.locator(".thumb .again").click();
    assertThat(page.locator("[data-upload=ready]")).hasCount(1);
    assertThat(page.locator("[data-problem]")).hasCount(0);
    choose(
        Tab.picture("b.png", 41, 30),
        Tab.picture("c.png", 42, 30),
        Tab.picture("d.png", 43, 30),
        Tab.picture("e.png", 44, 30));
    assertThat(page.locator("[data-problem=most]")).containsText("At most 4");
    assertThat(page.locator("[data-upload=ready]")).hasCount(4);
  }

  @Test
  void picturesArePastedAndDropped() {
    visit("en", 1280, 860);
    open();
    page.evaluate(
        """
        async () => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 30, height: 20 });
          const blob = await new Promise((done) => canvas.toBlob(done));
          const data = new DataTransfer();
          data.items.add(new File([blob], "a.png", { type: "image/png" }));
          const root = document.querySelector("levee-chat").shadowRoot;
          root.querySelector(".field textarea").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
          const dragged = (type) => new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
          root.querySelector(".log").dispatchEvent(dragged("dragover"));
          root.querySelector(".log").dispatchEvent(dragged("drop"));
        }
        """);
    assertThat(page.locator("[data-upload=ready]")).hasCount(2);
    assertThat(page.locator(".panel.dropping")).hasCount(0);
  }

  @Test
  void whereAPictureIsGoneAWordSaysSo() {
    visit("en", 1280, 860);
    open();
    choose(Tab.picture("a.png", 40, 30));
    assertThat(page.locator("[data-upload=ready]")).hasCount(1);
    page.route("**/v1/uploads/*", route -> route.fulfill(new FulfillOptions().setStatus(404)));
    page.locator(".send").click();
    assertThat(page.locator(".picture.gone")).containsText("can’t be shown");
    assertThat(page.locator(".picture.gone")).isDisabled();
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
    tab.assertNothingSerious();
    choose(Tab.picture("parcel.png", 300, 200));
    assertThat(page.locator("[data-upload=ready]")).hasCount(1);
    tab.assertNothingSerious();
    page.locator(".send").click();
    page.locator(".picture").click();
    assertThat(page.locator("dialog.enlarged img")).isVisible();
    tab.assertNothingSerious();
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
    tab = Tab.open(house, "en-US", width, height, scheme);
    errors = tab.errors;
    page = tab.page;
  }

  private void open() {
    page.locator(".launcher").click();
    assertThat(page.locator(".standing.open"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(House.PATIENCE_MILLIS));
  }

  private void say(String text) {
    page.locator(".field textarea").fill(text);
    page.keyboard().press("Enter");
  }

  private void choose(FilePayload... files) {
    page.locator(".input input[type=file]").setInputFiles(files);
  }

  /** It is not only there, it came. */
  private void assertShown(Locator image, int width) {
    assertThat(image).hasJSProperty("complete", true);
    assertThat(image).hasJSProperty("naturalWidth", width);
  }

  private void assertNumbersWithoutGap() {
    List<Integer> numbers =
        page.locator("[data-seq]").all().stream()
            .map(turn -> Integer.valueOf(turn.getAttribute("data-seq")))
            .toList();
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
  }

  private void shot(String name) {
    tab.shot(name);
  }
}
