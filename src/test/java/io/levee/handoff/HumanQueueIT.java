package io.levee.handoff;

import static io.levee.handoff.QueueFixture.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.TestRedis;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Place;
import io.levee.conversation.Standing;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Enqueued;
import io.levee.handoff.HumanQueue.Waiting;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HumanQueueIT {
  private static final String SHOP = "shop";
  private final Vertx vertx = Vertx.vertx();
  private QueueFixture at;

  @BeforeEach
  void opens() {
    TestRedis.flush();
    at = new QueueFixture(vertx, 3);
  }

  @AfterEach
  void closes() throws Exception {
    at.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void placesAreToldAndKeptWhenAskedAgain() {
    Waiting first = waits("sales", 0);
    Waiting second = waits("sales", 0);

    assertThat(enqueue(second)).isEqualTo(enqueue(second));
    assertThat(placeOf(first).position()).isEqualTo(1);
    assertThat(placeOf(second).position()).isEqualTo(2);
    assertThat(state("sales").waiting()).isEqualTo(2);
  }

  @Test
  void oneMoreThanTheBoundIsRefused() {
    for (int i = 0; i < 3; i++) {
      waits("sales", 0);
    }

    assertThat(enqueue(at.someone("sales", 0))).isInstanceOf(Enqueued.Full.class);
    assertThat(state("sales").full()).isTrue();
  }

  @Test
  void priorityGoesFirstThenWhoWaitsLongest() {
    Waiting usual = waits("sales", 0);
    Waiting later = waits("sales", 0);
    Waiting vip = waits("sales", 5);
    present("ann", 1, "sales");

    assertThat(conversations(assign())).containsExactly(vip.conversation());
    leave(vip);
    assertThat(conversations(assign())).containsExactly(usual.conversation());
    leave(usual);
    assertThat(conversations(assign())).containsExactly(later.conversation());
  }

  @Test
  void theLeastLoadedAgentOfTheSkillGetsTheNextOne() {
    present("ann", 2, "sales");
    present("ben", 4, "sales", "returns");
    present("eve", 9, "returns");
    for (int i = 0; i < 3; i++) {
      waits("sales", 0);
    }

    assertThat(assign()).extracting(Assignment::agent).containsExactly("ann", "ben", "ben");
    assertThat(assign()).isEmpty();
  }

  @Test
  void amongEquallyLoadedAgentsWhoWasIdleLongestIsNext() {
    present("ann", 1, "sales");
    present("ben", 1, "sales");
    Waiting first = waits("sales", 0);
    assertThat(assign()).extracting(Assignment::agent).containsExactly("ann");
    at.advance(Duration.ofSeconds(1));
    leave(first);
    waits("sales", 0);

    assertThat(assign()).extracting(Assignment::agent).containsExactly("ben");
  }

  @Test
  void whoIsNotAvailableOrNotHereGetsNobody() {
    at.call(
        q -> q.present(SHOP, new HumanQueue.Agent("ann", "Ann", java.util.Set.of("s"), 3, false)));
    present("ben", 3, "s");
    at.advance(Duration.ofSeconds(31));
    waits("s", 0);

    assertThat(assign()).isEmpty();
  }

  @Test
  void aGoneAgentsCustomersAreToldUntilTheyWentElsewhere() {
    present("ann", 1, "sales");
    Waiting waiting = waits("sales", 0);
    assign();
    at.advance(Duration.ofSeconds(31));

    List<Assignment> left = expire();
    assertThat(conversations(left)).containsExactly(waiting.conversation());
    assertThat(expire()).isEqualTo(left);
    Enqueued again = requeue(waiting, "ann");

    assertThat(again).isInstanceOf(Enqueued.At.class);
    assertThat(expire()).isEmpty();
  }

  @Test
  void aLateRequeueDoesNotTakeACustomerFromTheNextAgent() {
    present("ann", 1, "sales");
    Waiting waiting = waits("sales", 0);
    assign();
    at.call(q -> q.absent(SHOP, "ann"));
    requeue(waiting, "ann");
    present("ben", 1, "sales");
    assign();

    assertThat(requeue(waiting, "ann")).isEqualTo(new Enqueued.Taken("ben"));
    assertThat(enqueue(waiting)).isEqualTo(new Enqueued.Taken("ben"));
  }

  @Test
  void requeuedCustomersGoBeforeThoseWhoHadNobodyYet() {
    waits("sales", 9);
    Waiting had = at.someone("sales", HumanQueue.HEAD);

    requeue(had, "");

    assertThat(placeOf(had).position()).isEqualTo(1);
  }

  @Test
  void anAgentOnTheirWayOutKeepsWhatTheyHaveForTheGraceAndGetsNothingMore() {
    present("ann", 2, "sales");
    waits("sales", 0);
    assign();
    at.call(q -> q.leaving(SHOP, "ann", Duration.ofSeconds(60)));
    waits("sales", 0);
    at.advance(Duration.ofSeconds(59));

    assertThat(assign()).isEmpty();
    assertThat(expire()).isEmpty();
    at.advance(Duration.ofSeconds(2));
    assertThat(expire()).hasSize(1);
    Optional<HumanQueue.Agent> known = at.call(q -> q.still(SHOP, "ann"));
    assertThat(known).isEmpty();
  }

  @Test
  void handingToAnAgentTakesTheirCapacityAndIsRefusedBeyondIt() {
    present("ann", 1, "sales");
    present("ben", 1, "returns");
    Waiting one = waits("sales", 0);
    Waiting two = waits("sales", 0);
    assign();

    assertThat(handTo(one, "ben")).isTrue();
    assertThat(handTo(one, "ben")).isTrue();
    assertThat(handTo(two, "ben")).isFalse();
    assertThat(handTo(two, "nobody")).isFalse();
    assertThat(conversations(desk("ben"))).containsExactly(one.conversation());
    assertThat(conversations(assign())).containsExactly(two.conversation());
  }

  @Test
  void aWipedRedisIsFilledAgainFromWhatTheJournalKnows() {
    Waiting waiting = waits("sales", 0);
    Waiting taken = at.someone("sales", 0);
    List<Standing> known = List.of(standing(waiting, ""), standing(taken, "ann"));
    at.call(q -> q.restore(SHOP, known));
    assertThat(intact()).isTrue();
    TestRedis.flush();
    assertThat(intact()).isFalse();

    at.call(q -> q.restore(SHOP, known));
    at.call(q -> q.restore(SHOP, known));

    assertThat(placeOf(waiting).position()).isEqualTo(1);
    assertThat(conversations(desk("ann"))).containsExactly(taken.conversation());
    assertThat(expire()).isEmpty();
    at.advance(Duration.ofSeconds(31));
    assertThat(conversations(expire())).containsExactly(taken.conversation());
  }

  @Test
  void aLongListOfStandingsIsRestoredWhole() {
    List<Standing> known = new ArrayList<>();
    for (int i = 0; i < 1001; i++) {
      known.add(standing(at.someone("sales", 0), ""));
    }

    at.call(q -> q.restore(SHOP, known));

    assertThat(state("").waiting()).isEqualTo(1001);
  }

  @Test
  void theWaitIsEstimatedFromSeatsFirstAndFromTheMeasuredPaceLater() {
    at.config = withBound(100);
    List<Waiting> queue = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      queue.add(waits("sales", 0));
    }
    assertThat(placeOf(queue.get(1)).waitSeconds()).as("nobody is here").isEqualTo(600);
    present("ann", 2, "sales");
    assertThat(placeOf(queue.get(1)).waitSeconds()).as("two seats, 5 min each").isEqualTo(300);

    List<Assignment> has = assign();
    for (int i = 0; i < 4; i++) {
      at.advance(Duration.ofSeconds(20));
      present("ann", 2, "sales");
      ConversationId done = has.get(0).conversation();
      at.call(q -> q.leave(SHOP, done));
      has = assign();
    }

    assertThat(placeOf(queue.get(9)).position()).isEqualTo(4);
    assertThat(placeOf(queue.get(9)).waitSeconds()).as("one left every 20 s").isEqualTo(80);
  }

  @Test
  void namesWhatIsWrongWhenRedisIsGone() {
    TestRedis.kill();
    try {
      assertThatThrownBy(() -> assign()).isInstanceOf(QueueUnavailable.class);
    } finally {
      TestRedis.start();
    }
  }

  private static HandoffConfig withBound(int maxWaiting) {
    return new HandoffConfig(
        maxWaiting,
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        64);
  }

  private static Standing standing(Waiting w, String agent) {
    return new Standing(w.conversation(), w.customer(), w.skill(), w.priority(), w.since(), agent);
  }

  private Waiting waits(String skill, int priority) {
    at.advance(Duration.ofMillis(1));
    Waiting waiting = at.someone(skill, priority);
    assertThat(enqueue(waiting)).isInstanceOf(Enqueued.At.class);
    return waiting;
  }

  private void present(String user, int capacity, String... skills) {
    at.call(q -> q.present(SHOP, agent(user, capacity, skills)));
  }

  private Enqueued enqueue(Waiting waiting) {
    return at.call(q -> q.enqueue(waiting));
  }

  private Enqueued requeue(Waiting waiting, String from) {
    return at.call(q -> q.requeue(waiting, from));
  }

  private boolean handTo(Waiting waiting, String agent) {
    return at.call(q -> q.handTo(waiting, agent));
  }

  private List<Assignment> expire() {
    return at.call(q -> q.expire(SHOP));
  }

  private List<Assignment> desk(String user) {
    return at.call(q -> q.desk(SHOP, user));
  }

  private HumanQueue.State state(String skill) {
    return at.call(q -> q.state(SHOP, skill));
  }

  private boolean intact() {
    return at.call(q -> q.intact(SHOP));
  }

  private void leave(Waiting waiting) {
    at.call(q -> q.leave(SHOP, waiting.conversation()));
  }

  private List<Assignment> assign() {
    return at.call(q -> q.assign(SHOP));
  }

  private Place placeOf(Waiting waiting) {
    return at.call(q -> q.place(SHOP, waiting.conversation())).orElseThrow();
  }

  private static List<ConversationId> conversations(List<Assignment> assignments) {
    return assignments.stream().map(Assignment::conversation).toList();
  }
}
