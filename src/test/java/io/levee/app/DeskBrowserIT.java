package io.levee.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How agents and supervisors work together, in real browsers with a whole gateway behind. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DeskBrowserIT {
  private static House house;
  private final List<Tab> tabs = new ArrayList<>();
  private final List<Shopper> shoppers = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    house = House.open("agents.alice.capacity=60", "desk.grace=2s", "desk.queueInterval=500ms");
  }

  @AfterAll
  static void stop() throws Exception {
    if (house != null) {
      house.close();
    }
  }

  @AfterEach
  void leave() {
    tabs.forEach(Tab::close);
    // An agent keeps a conversation until it ends, over a sign-out too: the next test's alice would
    // have it.
    shoppers.forEach(Shopper::leave);
  }

  @Test
  void allIsAtHandWithTheKeyboardAlone() throws Exception {
    Tab tab = signIn("alice", ColorScheme.LIGHT);
    Page page = tab.page;
    Shopper shopper = handedOver("怎么退货？");
    // A key does not wait for what it acts on, as a click does.
    assertThat(page.locator("[data-conversation]")).hasCount(1);
    page.keyboard().press("Alt+ArrowDown");
    Locator text = page.locator(".field textarea");

    assertThat(page.locator("[data-suggestion]").first()).isVisible();
    shopper.say("我要退货，怎么操作");
    assertThat(page.locator(".packet .tried li").first()).isVisible();
    assertThat(page.locator("[data-before]")).isVisible();
    tab.shot("desk-suggestions-zh");
    tab.assertNothingSerious();
    text.focus();
    page.keyboard().press("Alt+1");
    assertThat(text).not().hasValue("");
    assertThat(page.locator("[data-suggestion].used")).hasCount(1);
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-stored]")).isVisible();

    text.pressSequentially("/hel");
    assertThat(page.locator(".ready [role=option]").first()).containsText("/hello");
    tab.shot("desk-quick-replies-zh");
    tab.assertNothingSerious();
    page.keyboard().press("Enter");
    assertThat(text).hasValue(Pattern.compile("^您好，我是 Alice"));
    text.fill("");
    text.pressSequentially("/wait");
    page.keyboard().press("Enter");
    assertThat(text).hasValue(Pattern.compile("\\{order}"));
    page.keyboard().press("Enter");
    assertThat(page.locator(".problem")).containsText("{order}");
    page.keyboard().type("LV1");
    assertThat(text).hasValue(Pattern.compile("订单 LV1。"));
    assertThat(page.locator(".problem")).isEmpty();
    text.fill("");

    page.keyboard().press("Control+k");
    page.locator("[name=knowledge]").fill("退货");
    assertThat(page.locator("[data-entry]").first()).isVisible();
    tab.shot("desk-knowledge-zh");
    tab.assertNothingSerious();
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(text).not().hasValue("");
    text.fill("");

    page.locator(".log").focus();
    page.keyboard().press("?");
    assertThat(page.locator("dialog.help kbd").first()).isVisible();
    tab.assertNothingSerious();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);

    page.keyboard().press("Alt+a");
    page.locator("[data-reason=lunch]").click();
    assertThat(page.locator(".switch")).hasAttribute("aria-checked", "false");
    assertThat(page.locator(".switch")).containsText("用餐");
    page.keyboard().press("Alt+a");
    assertThat(page.locator(".switch")).hasAttribute("aria-checked", "true");
    close(page);
    assertThat(tab.errors).isEmpty();
  }

  /** The button pressed last has the focus until the next frame, though its dialog is shut. */
  @Test
  void aKeyRightAfterADialogIsTheWorkspacesAgain() {
    Page boss = signIn("carol", ColorScheme.LIGHT).page;
    boss.keyboard().press("Alt+a");
    boss.locator("[data-reason=task]").waitFor();

    boss.evaluate(
        """
        () => {
          const root = document.querySelector("levee-desk").renderRoot;
          const reason = root.querySelector("[data-reason=task]");
          reason.focus();
          reason.click();
          (root.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown",
            { key: "s", code: "KeyS", altKey: true, bubbles: true, composed: true, cancelable: true }));
        }
        """);

    assertThat(boss.locator("[data-floor]")).hasAttribute("aria-pressed", "true");
  }

  @Test
  void aSupervisorListensWhispersAndTakesOver() throws Exception {
    Tab alice = signIn("alice", ColorScheme.LIGHT);
    Shopper shopper = handedOver("你们的东西太差了");
    alice.page.locator("[data-conversation]").click();
    Tab carol = signIn("carol", ColorScheme.DARK);
    Page boss = carol.page;
    boss.keyboard().press("Alt+a");
    boss.locator("[data-reason=task]").click();

    boss.keyboard().press("Alt+s");
    assertThat(boss.locator("[data-agents] tr[data-user=alice]")).containsText("1 / 60");
    assertThat(boss.locator("[data-figure=level] dd")).containsText("%");
    assertThat(boss.locator("[data-talk]")).hasCount(1);
    carol.shot("supervisor-zh", true);
    carol.assertNothingSerious();

    boss.locator("[data-talk] [data-watch]").click();
    assertThat(boss.locator("[data-listening]")).isVisible();
    shopper.say("还有人吗？");
    assertThat(boss.locator(".turn.customer .text").last()).containsText("还有人吗");
    boss.locator(".field textarea").fill("给他退款吧");
    boss.keyboard().press("Enter");
    assertThat(alice.page.locator("[data-whisper]")).containsText("给他退款吧");
    assertThat(boss.locator("[data-whisper]")).hasCount(1);
    carol.shot("supervisor-listens-zh");
    alice.shot("agent-whisper-zh");
    alice.assertNothingSerious();
    carol.assertNothingSerious();

    boss.locator("[data-action=takeOver]").click();
    assertThat(boss.locator("[data-listening]")).hasCount(0);
    assertThat(alice.page.locator("div.over")).containsText("其他同事");
    boss.locator(".field textarea").fill("我是主管，马上处理");
    boss.keyboard().press("Enter");
    shopper.awaits("我是主管");
    assertThat(shopper.count("给他退款吧")).as("what was whispered").isZero();
    close(boss);
    assertThat(alice.errors).isEmpty();
    assertThat(carol.errors).isEmpty();
  }

  @Test
  void anOpenSocketGoesOnWithTheNextTokenBeforeItsOwnRunsOut() throws Exception {
    Page page = signIn("alice", ColorScheme.LIGHT).page;
    page.evaluate(
        """
        () => {
          const login = JSON.parse(localStorage.getItem("levee:agent:login"));
          const soon = { expiresAt: new Date(Date.now() + 40_000).toISOString(), lasts: 900_000 };
          localStorage.setItem("levee:agent:login", JSON.stringify({ ...login, ...soon }));
        }
        """);
    List<String> sent = new ArrayList<>();
    page.onWebSocket(socket -> socket.onFrameSent(frame -> sent.add(frame.text())));

    page.reload();

    page.waitForCondition(() -> sent.stream().anyMatch(text -> text.contains("\"renew\"")));
    assertThat(page.locator("[data-agent]")).hasText("Alice");
    Object left =
        page.evaluate(
            """
            () => Date.parse(JSON.parse(localStorage.getItem("levee:agent:login")).expiresAt)
              - Date.now() > 600_000
            """);
    assertThat(left).isEqualTo(true);
  }

  @Test
  void aTransferCarriesItsNoteAndWhoDisappearsLosesTheCustomerToTheNext() throws Exception {
    Tab alice = signIn("alice", ColorScheme.LIGHT);
    Shopper shopper = handedOver("发票怎么开？");
    alice.page.locator("[data-conversation]").click();
    Tab bob = signIn("bob", ColorScheme.LIGHT);
    alice.page.keyboard().press("Alt+t");
    alice.page.locator("[name=agent]").fill("bob");
    alice.page.locator("[name=note]").fill("要增值税专用发票");
    alice.page.locator(".sure .main").click();
    bob.page.locator("[data-conversation]").click();
    assertThat(bob.page.locator(".packet .facts").first()).containsText("要增值税专用发票");
    assertThat(alice.page.locator("div.over")).isVisible();
    alice.page.locator("div.over .main").click();

    bob.close();

    assertThat(alice.page.locator("[data-conversation]")).hasCount(1);
    alice.page.locator("[data-conversation]").click();
    assertThat(alice.page.locator(".event[data-event=queued]")).hasCount(2);
    shopper.awaits("队伍最前面");
    close(alice.page);
  }

  @Test
  void allTabsOfAnAgentShowTheSame() throws Exception {
    Tab tab = open(ColorScheme.LIGHT);
    Page one = tab.page;
    Page two = tab.another();
    one.navigate(url());
    two.navigate(url());
    fill(one, "alice");
    assertThat(two.locator("[data-waiting]")).isVisible();

    one.locator(".switch").click();
    one.locator("[data-reason=meeting]").click();
    assertThat(two.locator(".switch")).hasAttribute("aria-checked", "false");
    two.locator(".switch").click();
    assertThat(one.locator(".switch")).hasAttribute("aria-checked", "true");
    handedOver("在吗？");
    assertThat(one.locator(".badge")).isVisible();
    assertThat(two.locator(".badge")).isVisible();
    two.bringToFront();
    two.locator("[data-conversation]").click();
    assertThat(two.locator(".turn.customer .text").first()).isVisible();
    assertThat(one.locator(".badge")).hasCount(0);
    two.locator(".field textarea").fill("您好");
    two.keyboard().press("Enter");
    one.bringToFront();
    one.locator("[data-conversation]").click();
    assertThat(one.locator(".turn.own .text")).hasCount(1);
    close(one);

    one.locator(".icon.out").click();
    assertThat(two.locator("[name=password]")).isVisible();
    assertThat(tab.errors).isEmpty();
  }

  @Test
  void fiftyOpenConversationsAreNoBurden() throws Exception {
    Tab tab = signIn("alice", ColorScheme.LIGHT);
    Page page = tab.page;
    for (int i = 0; i < 50; i++) {
      handedOver("第 " + i + " 位顾客");
    }
    assertThat(page.locator("[data-conversation]")).hasCount(50);
    tab.shot("desk-fifty-zh");

    Object millis =
        page.evaluate(
            """
            async () => {
              const desk = document.querySelector('levee-desk');
              const took = [];
              for (let i = 0; i < 50; i++) {
                const began = performance.now();
                document.dispatchEvent(new KeyboardEvent('keydown',
                  {key: 'ArrowDown', code: 'ArrowDown', altKey: true, bubbles: true, composed: true}));
                await desk.updateComplete;
                took.push(performance.now() - began);
              }
              took.sort((a, b) => a - b);
              return [took[25], took[49]];
            }
            """);
    System.out.println("switching among fifty conversations, median and longest, ms: " + millis);
    assertThat(page.locator(".chat .log")).isVisible();
    for (int i = 0; i < 50; i++) {
      close(page);
      if (i < 49) {
        page.keyboard().press("Alt+ArrowDown");
      }
    }
    assertThat(page.locator("[data-conversation]")).hasCount(0);
  }

  // ---- What they do

  private Shopper handedOver(String asking) throws Exception {
    Shopper shopper = new Shopper(house.port());
    shoppers.add(shopper);
    shopper.say(asking);
    shopper.say("转人工");
    return shopper;
  }

  /** Ends the conversation that is open. */
  private static void close(Page page) {
    page.locator("[data-action=close]").click();
    page.locator(".sure .main").click();
    page.locator("div.over .main").click();
  }

  private static String url() {
    return "http://127.0.0.1:" + house.port() + "/agent";
  }

  private Tab open(ColorScheme scheme) {
    Tab tab = Tab.open(house, "zh-CN", 1440, 900, scheme);
    tabs.add(tab);
    return tab;
  }

  private Tab signIn(String user, ColorScheme scheme) {
    Tab tab = open(scheme);
    tab.page.navigate(url());
    fill(tab.page, user);
    return tab;
  }

  private static void fill(Page page, String user) {
    page.locator("[name=user]").fill(user);
    page.locator("[name=password]").fill("demo");
    page.locator(".door .main").click();
    assertThat(page.locator("[data-waiting]")).hasText(Pattern.compile("\\d+"));
  }
}
