package io.levee.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.levee.uploads.image.ImageFiles;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agents' workspace and the ops dashboard in a real browser, with a whole gateway behind. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class WorkspaceBrowserIT {
  private static House house;
  private static Cable cable;

  private Tab tab;
  private List<String> errors;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    house = House.open();
    cable = house.cable();
  }

  @AfterAll
  static void stop() throws Exception {
    if (house != null) {
      house.close();
    }
  }

  @AfterEach
  void leave() {
    cable.mend();
    if (tab != null) {
      tab.close();
    }
  }

  @Test
  void anAgentTakesAnswersAndGivesBack() throws Exception {
    begin("zh-CN", 1440, 900, ColorScheme.LIGHT);
    page.navigate(agentUrl());
    shot("agent-login-zh");
    page.locator("[name=user]").fill("alice");
    page.locator("[name=password]").fill("wrong");
    page.locator(".door .main").click();
    assertThat(page.locator(".refused")).containsText("不对");
    signIn("alice");
    assertThat(page.locator(".list .empty")).containsText("没有会话");
    shot("agent-empty-zh");

    Shopper shopper = new Shopper(house.port());
    shopper.say("我的快递到哪了？怎么还没到");
    shopper.say("转人工");
    page.locator("[data-conversation]").click();
    assertThat(page.locator(".turn.customer .text").first()).containsText("快递");
    assertThat(page.locator(".packet .summary")).isVisible();

    page.locator(".field textarea").fill("您好，我是 Alice，马上为您查询。");
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-stored]")).isVisible();
    shopper.awaits("我是 Alice");
    shopper.say("好的，谢谢");
    assertThat(page.locator(".turn.customer .text").last()).containsText("谢谢");
    shot("agent-chat-zh");

    page.reload();
    page.locator("[data-conversation]").click();
    assertThat(page.locator(".turn.own .text")).hasCount(1);

    page.locator("[data-action=transfer]").click();
    page.locator("[name=skill]").fill("nonsense");
    shot("agent-transfer-zh");
    page.locator(".sure .main").click();
    assertThat(page.locator("main .banner.bad")).containsText("技能组");
    page.locator("[data-action=giveBack]").click();
    page.locator(".sure .main").click();
    assertThat(page.locator("div.over")).containsText("交还");
    page.locator("div.over .main").click();
    assertThat(page.locator("[data-conversation]")).hasCount(0);
    // The browser itself reports the login that was refused.
    assertThat(errors).allMatch(error -> error.contains("401"));
  }

  @Test
  void whatWasWrittenWhileTheLineWasCutArrivesOnce() throws Exception {
    begin("en-US", 1440, 900, ColorScheme.LIGHT);
    page.navigate(agentUrl());
    signIn("bob");
    Shopper shopper = new Shopper(house.port());
    shopper.say("I want to talk to a person");
    page.locator("[data-conversation]").click();
    cable.cut();
    assertThat(page.locator(".state .banner.bad")).isVisible();
    page.locator(".field textarea").fill("Written while cut");
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-pending=sending]")).hasCount(1);
    shot("agent-cut-en");
    cable.mend();
    assertThat(page.locator("[data-stored]")).isVisible();
    assertThat(page.locator(".turn.own .text")).hasCount(1);
    assertThat(shopper.awaits("Written while cut")).isEqualTo(1);

    page.locator("[data-action=close]").click();
    page.locator(".sure .main").click();
    assertThat(page.locator("div.over")).isVisible();
  }

  @Test
  void anAgentSeesTheShoppersPictures() throws Exception {
    begin("zh-CN", 1440, 900, ColorScheme.LIGHT);
    page.navigate(agentUrl());
    signIn("bob");
    Shopper shopper = new Shopper(house.port());
    shopper.show(ImageFiles.plain("png", 320, 240));
    shopper.say("转人工");
    page.locator("[data-conversation]").click();
    Locator image = page.locator(".turn.customer .picture img");
    assertThat(image).hasJSProperty("naturalWidth", 320);

    shopper.show(ImageFiles.jpegOfAPhone(6));
    assertThat(image).hasCount(2);
    assertThat(image.last()).hasJSProperty("naturalWidth", 30);
    assertThat(image.last()).hasAttribute("alt", Pattern.compile("发送的图片"));
    assertThat(page.locator(".preview")).containsText("图片");
    shot("agent-pictures-zh");

    page.reload();
    page.locator("[data-conversation]").click();
    assertThat(image).hasCount(2);
    image.first().click();
    assertThat(page.locator("dialog.enlarged img")).isVisible();
    tab.assertNothingSerious();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog.enlarged")).hasCount(0);
    tab.assertNothingSerious();

    page.locator("[data-action=close]").click();
    page.locator(".sure .main").click();
    page.locator("div.over .main").click();
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"zh-CN,LIGHT,1440", "en-US,DARK,1440", "zh-CN,LIGHT,390", "en-US,LIGHT,390"})
  void keepsNobodyOut(String language, ColorScheme scheme, int width) throws Exception {
    begin(language, width, width < 500 ? 844 : 900, scheme);
    String name = language.substring(0, 2) + "-" + scheme + "-" + width;
    page.navigate(agentUrl());
    tab.assertNothingSerious();
    signIn("alice");
    Shopper shopper = new Shopper(house.port());
    shopper.say(language.startsWith("zh") ? "怎么退货？" : "How do I return something?");
    shopper.say(language.startsWith("zh") ? "转人工" : "I want to talk to a person");
    assertThat(page.locator(".since")).containsText(language.startsWith("zh") ? "已等" : "waits");
    shot("agent-list-" + name);
    page.keyboard().press("Alt+ArrowDown");
    assertThat(page.locator(".turn.bot .text").first()).isVisible();
    page.locator(".field textarea")
        .fill(language.startsWith("zh") ? "您好，请问订单号是多少？" : "Hello, which order is it?");
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-stored]")).isVisible();
    shot("agent-axe-" + name);
    tab.assertNothingSerious();
    if (width < 500) {
      page.locator(".icon.info").click();
      shot("agent-details-" + name);
      page.keyboard().press("Escape");
    }
    page.locator("[data-action=close]").click();
    page.locator(".sure .main").click();
    page.locator("div.over .main").click();
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"zh-CN,LIGHT,1440", "en-US,DARK,1440", "zh-CN,DARK,390", "en-US,LIGHT,390"})
  void theDashboardShowsWhatGoesOn(String language, ColorScheme scheme, int width)
      throws Exception {
    begin(language, width, width < 500 ? 844 : 1000, scheme);
    page.navigate("http://127.0.0.1:" + house.opsPort() + "/");
    assertThat(page.locator("#status")).hasAttribute("data-status", "ready");
    Shopper shopper = new Shopper(house.port());
    for (int i = 0; i < 12; i++) {
      shopper.say("怎么退货？");
    }
    assertThat(page.locator(".tile p").first()).containsText(Pattern.compile("[1-9]"));
    assertThat(page.locator(".tile p").nth(1)).containsText(Pattern.compile("\\d"));
    assertThat(page.locator("#checks li").first()).isVisible();
    assertThat(page.locator("#turns canvas")).isVisible();
    page.waitForFunction("() => document.getElementById('latency').ariaLabel?.match(/p95: \\d/)");
    String name = language.substring(0, 2) + "-" + scheme + "-" + width;
    tab.shot("ops-" + name, true);
    tab.assertNothingSerious();
    assertThat(errors).isEmpty();
  }

  // ---- What an agent does

  private static String agentUrl() {
    return "http://127.0.0.1:" + cable.port() + "/agent";
  }

  private void signIn(String user) {
    page.locator("[name=user]").fill(user);
    page.locator("[name=password]").fill("demo");
    page.locator(".door .main").click();
    assertThat(page.locator("[data-waiting]")).hasText(Pattern.compile("\\d+"));
  }

  private void begin(String language, int width, int height, ColorScheme scheme) {
    tab = Tab.open(house, language, width, height, scheme);
    errors = tab.errors;
    page = tab.page;
  }

  private void shot(String name) {
    tab.shot(name);
  }
}
