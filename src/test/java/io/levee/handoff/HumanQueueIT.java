package io.levee.handoff;

import static io.levee.handoff.QueueFixture.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.TestRedis;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Grade;
import io.levee.conversation.Place;
import io.levee.conversation.Standing;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Enqueued;
import io.levee.handoff.HumanQueue.Waiting;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    Optional<HumanQueue.Known> known = at.call(q -> q.still(SHOP, "ann"));
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
  void theWaitIsEstimatedFromWhatIsSetFirstAndFromWhatWasMeasuredLater() {
    at.config = withBound(100);
    List<Waiting> queue = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      queue.add(waits("sales", 0));
    }
    assertThat(placeOf(queue.get(0)).waitSeconds()).as("nobody is here").isEqualTo(300);
    present("ann", 2, "sales");
    assertThat(placeOf(queue.get(0)).waitSeconds()).as("ann is free").isZero();
    assertThat(placeOf(queue.get(1)).waitSeconds()).as("ann takes one first").isPositive();

    List<Assignment> has = assign();
    assertThat(placeOf(queue.get(2)).waitSeconds()).as("two seats, 5 min each").isEqualTo(150);
    for (int i = 0; i < 6; i++) {
      at.advance(Duration.ofSeconds(20));
      present("ann", 2, "sales");
      ConversationId done = has.get(0).conversation();
      at.call(q -> q.leave(SHOP, done));
      has = assign();
    }

    assertThat(placeOf(queue.get(9)).position()).isEqualTo(2);
    assertThat(placeOf(queue.get(9)).waitSeconds()).as("20 s each on two seats").isBetween(20, 25);
  }

  @Test
  void whoAsksWhereAnAgentIsFreeIsToldOfNoWait() {
    present("ann", 1, "sales");

    assertThat(((Enqueued.At) enqueue(at.someone("sales", 0))).place()).isEqualTo(new Place(1, 0));
    assertThat(((Enqueued.At) enqueue(at.someone("sales", 0))).place().waitSeconds()).isPositive();
    assertThat(state("sales").waitSeconds()).as("somebody waits for ann already").isPositive();
  }

  @Test
  void whereTheLineMovedMoreSlowlyThanWasSaidMoreIsSaidAndFewerMayWait() {
    at.config = withMaxWait(Duration.ofMinutes(16));
    present("ann", 1, "sales");
    Waiting busy = waits("sales", 0);
    assign();
    for (int i = 0; i < 30; i++) {
      Waiting next = waits("sales", 0);
      pass(Duration.ofMinutes(5));
      leave(busy);
      pass(Duration.ofMinutes(10));
      assign();
      busy = next;
    }

    Waiting last = waits("sales", 0);
    assertThat(placeOf(last).waitSeconds()).as("5 min each, but 15 in truth").isBetween(750, 900);
    assertThat(state("sales").full()).isTrue();
    assertThat(enqueue(at.someone("sales", 0))).isInstanceOf(Enqueued.Full.class);
  }

  private void pass(Duration time) {
    at.advance(time);
    present("ann", 1, "sales");
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

  @Test
  void nobodyIsOvertakenByWhoeverCameMoreThanTheLongestBoostLater() {
    present("ann", 1, "sales");
    Waiting usual = waits("sales", 0);
    assign();
    Waiting waiting = waits("sales", 0);
    at.config = withBound(1000);
    at.advance(Duration.ofMinutes(9));
    Waiting vip = waits("sales", 99);
    at.advance(Duration.ofMinutes(2));
    Waiting late = waits("sales", 99);

    assertThat(placeOf(vip).position()).isEqualTo(1);
    assertThat(placeOf(waiting).position()).isEqualTo(2);
    assertThat(placeOf(late).position()).isEqualTo(3);
    leave(usual);
  }

  @Test
  void aGraveComplaintWaitsForItsRankThenForTheNextLowerOne() {
    present("zoe", 1, Rank.SUPERVISOR, "sales");
    Waiting first = waits("sales", Grade.CRISIS);
    assertThat(assign()).extracting(Assignment::agent).containsExactly("zoe");
    present("ann", 1, Rank.AGENT, "sales");
    present("eve", 1, Rank.SENIOR, "sales");
    Waiting crisis = waits("sales", Grade.CRISIS);

    assertThat(assign()).isEmpty();
    HumanQueue.Round round = at.call(q -> q.assign(SHOP));
    assertThat(round.next()).contains(crisis.since().plus(at.config.gradeAfter()));
    leave(first);
    assertThat(assign()).extracting(Assignment::agent).containsExactly("zoe");

    Waiting next = waits("sales", Grade.CRISIS);
    assertThat(assign()).isEmpty();
    at.advance(at.config.gradeAfter());
    present("zoe", 1, Rank.SUPERVISOR, "sales");
    present("eve", 1, Rank.SENIOR, "sales");
    present("ann", 1, Rank.AGENT, "sales");
    List<Assignment> given = assign();
    assertThat(given).extracting(Assignment::agent).containsExactly("eve");
    assertThat(given.get(0).grade()).isEqualTo(Grade.CRISIS);
    assertThat(conversations(given)).containsExactly(next.conversation());
  }

  @Test
  void aGraveComplaintDoesNotWaitForARankThatNobodyOnDutyHas() {
    present("ann", 1, Rank.AGENT, "sales");
    present("eve", 1, Rank.SENIOR, "sales");
    waits("sales", Grade.CRISIS);

    assertThat(assign()).extracting(Assignment::agent).containsExactly("eve");
  }

  @Test
  void whenTheLastOfThatRankGoesOnABreakTheNextLowerOneTakesWhoWaits() {
    present("zoe", 1, Rank.SUPERVISOR, "sales");
    waits("sales", Grade.CRISIS);
    assertThat(assign()).hasSize(1);
    present("ann", 1, Rank.AGENT, "sales");
    Waiting crisis = waits("sales", Grade.CRISIS);
    assertThat(assign()).isEmpty();

    at.call(
        q ->
            q.present(
                SHOP,
                new HumanQueue.Agent("zoe", "zoe", Set.of("sales"), 1, false, Rank.SUPERVISOR)));

    assertThat(conversations(assign())).containsExactly(crisis.conversation());
    assertThat(desk("ann")).hasSize(1);
  }

  @Test
  void aGraveComplaintIsKeptForTheRankItNeedsWhileNobodyAtAllIsHere() {
    Waiting crisis = waits("sales", Grade.CRISIS);
    assertThat(assign()).isEmpty();

    present("zoe", 1, Rank.SUPERVISOR, "sales");
    present("ann", 1, Rank.AGENT, "sales");

    assertThat(assign()).extracting(Assignment::agent).containsExactly("zoe");
    assertThat(desk("zoe")).extracting(Assignment::conversation).contains(crisis.conversation());
  }

  @Test
  void whoBecomesAGraveCaseInLineIsRaisedAndKeepsTheMomentTheyCame() {
    present("zoe", 1, Rank.SUPERVISOR, "sales");
    Waiting busy = waits("sales", Grade.CRISIS);
    assertThat(assign()).hasSize(1);
    Waiting first = waits("sales", 0);
    at.advance(Duration.ofSeconds(1));
    Waiting second = waits("sales", 0);
    assertThat(placeOf(second).position()).isEqualTo(2);

    at.advance(Duration.ofSeconds(1));
    Waiting graver =
        new Waiting(second.conversation(), second.customer(), "sales", 10, at.now, Grade.CRISIS);
    assertThat(((Enqueued.At) enqueue(graver)).place().position()).isEqualTo(1);
    assertThat(enqueue(second)).as("what was said before is repeated").isEqualTo(enqueue(graver));
    present("ann", 1, Rank.AGENT, "sales");
    List<Assignment> toAnn = assign();
    assertThat(conversations(toAnn)).containsExactly(first.conversation());

    List<Assignment> toZoe = at.call(q -> q.release(SHOP, busy.conversation())).given();
    assertThat(conversations(toZoe)).containsExactly(second.conversation());
    assertThat(toZoe.getFirst().since()).isEqualTo(second.since());
    assertThat(toZoe.getFirst().grade()).isEqualTo(Grade.CRISIS);
  }

  @Test
  void whoIsReleasedMakesRoomForTheNextInTheSameMoment() {
    present("ann", 1, "sales");
    Waiting one = waits("sales", 0);
    Waiting next = waits("sales", 0);
    assertThat(conversations(assign())).containsExactly(one.conversation());

    List<Assignment> given = at.call(q -> q.release(SHOP, one.conversation())).given();

    assertThat(conversations(given)).containsExactly(next.conversation());
    assertThat(conversations(desk("ann"))).containsExactly(next.conversation());
  }

  @Test
  void higherRanksTakeWhatIsOrdinaryWhenNobodyOfItsRankIsFree() {
    present("zoe", 3, Rank.SUPERVISOR, "sales");
    present("ann", 1, Rank.AGENT, "sales");
    waits("sales", 0);
    waits("sales", 0);

    assertThat(assign()).extracting(Assignment::agent).containsExactly("ann", "zoe");
  }

  @Test
  void anotherGroupHelpsOutAfterAWait() {
    at.config = with(Map.of("sales", group("returns", Duration.ofSeconds(10))));
    present("ann", 1, "sales");
    waits("sales", 0);
    assertThat(assign()).hasSize(1);
    present("ben", 1, "returns");
    Waiting one = waits("sales", 0);

    HumanQueue.Round round = at.call(q -> q.assign(SHOP));
    assertThat(round.given()).isEmpty();
    assertThat(round.next()).contains(one.since().plusSeconds(10));
    at.advance(Duration.ofSeconds(10));
    assertThat(conversations(assign())).containsExactly(one.conversation());
  }

  @Test
  void whoComesBackGoesToTheLastAgentIfThatOneIsFree() {
    Customer customer = new Customer(SHOP, "regular", "", "");
    present("ann", 1, "sales");
    Waiting first = enqueued(at.someone(customer, "sales"));
    assign();
    present("ben", 1, "sales");
    at.advance(Duration.ofSeconds(1));
    leave(first);
    at.advance(Duration.ofSeconds(1));

    Waiting second = enqueued(at.someone(customer, "sales"));
    assertThat(assign()).extracting(Assignment::agent).containsExactly("ann");
    leave(second);
    at.advance(at.config.stickyFor().plusSeconds(1));
    present("ann", 1, "sales");
    present("ben", 1, "sales");
    enqueued(at.someone(customer, "sales"));
    assertThat(assign()).as("idle longest").extracting(Assignment::agent).containsExactly("ben");
  }

  @Test
  void wrapUpKeepsTheCapacityTakenUntilItsTimeOrTheAgentSaysSo() {
    at.config = withWrapUp(Duration.ofSeconds(20));
    present("ann", 2, "sales");
    Waiting one = waits("sales", 0);
    Waiting two = waits("sales", 0);
    assign();
    leave(one);
    waits("sales", 0);
    waits("sales", 0);

    HumanQueue.Round round = at.call(q -> q.assign(SHOP));
    assertThat(round.given()).isEmpty();
    assertThat(round.next()).contains(at.now.plusSeconds(20).minusMillis(2));
    at.advance(Duration.ofSeconds(20));
    assertThat(assign()).hasSize(1);
    leave(two);
    assertThat(assign()).isEmpty();
    boolean freed = at.call(q -> q.ready(SHOP, "ann"));
    assertThat(freed).isTrue();
    assertThat(assign()).hasSize(1);
  }

  @Test
  void theQueueIsFullWhenTheAgentsHereCouldNotServeOneMoreInTime() {
    at.config = withMaxWait(Duration.ofMinutes(5));
    present("ann", 1, "sales");
    waits("sales", 0);
    assign();
    int taken = 0;
    while (enqueue(at.someone("sales", 0)) instanceof Enqueued.At) {
      taken++;
    }

    assertThat(taken).as("one seat, 5 min each, patience 5 min").isEqualTo(1);
    assertThat(state("sales").full()).isTrue();
    assertThat(state("other").full()).isFalse();
  }

  @Test
  void outOfHoursNobodyIsQueuedAndTheOpeningIsTold() {
    // 2025-11-11 08:00 in Shanghai, a Tuesday.
    GroupConfig days =
        new GroupConfig("", Duration.ZERO, List.of("Mon-Fri 09:00-18:00"), List.of());
    at.config = with(Map.of("sales", days));

    assertThat(enqueue(at.someone("sales", 0))).isInstanceOf(Enqueued.Full.class);
    assertThat(state("sales").opens()).contains(Instant.parse("2025-11-11T01:00:00Z"));
    at.advance(Duration.ofHours(1));
    assertThat(state("sales").opens()).isEmpty();
    waits("sales", 0);
  }

  @Test
  void whoHadASocketAndHasNoneForAWhileHasVanished() {
    Waiting silent = waits("sales", 0);
    Waiting here = waits("sales", 0);
    waits("sales", 0);
    at.call(q -> q.seen(SHOP, List.of(silent.conversation(), here.conversation())));
    at.advance(at.config.away());
    at.call(q -> q.seen(SHOP, List.of(here.conversation())));
    at.advance(Duration.ofMillis(1));

    List<Waiting> gone = at.call(q -> q.vanished(SHOP));
    assertThat(gone).extracting(Waiting::conversation).containsExactly(silent.conversation());
    leave(silent);
    gone = at.call(q -> q.vanished(SHOP));
    assertThat(gone).isEmpty();
    at.call(q -> q.keeps(SHOP, here.conversation()));
    at.call(q -> q.seen(SHOP, List.of(here.conversation())));
    at.advance(at.config.away().multipliedBy(2));
    gone = at.call(q -> q.vanished(SHOP));
    assertThat(gone).as("reads the answer later").isEmpty();
  }

  @Test
  void aRedisThatComesBackWithOldDataIsPutRight() {
    present("ann", 3, "sales");
    Waiting ended = waits("sales", 0);
    assign();
    Waiting left = waits("returns", 0);
    Waiting taken = waits("returns", 0);
    Waiting waiting = at.someone("returns", 0);
    at.advance(Duration.ofHours(1));
    List<Standing> journal = List.of(standing(taken, "ben"), standing(waiting, ""));
    Instant asOf = at.now;
    at.advance(Duration.ofMillis(1));
    present("ann", 3, "sales");
    enqueue(at.someone("returns", 0));

    at.call(q -> q.reconcile(SHOP, journal, asOf));

    assertThat(desk("ann")).as("ended: " + ended.conversation()).isEmpty();
    assertThat(conversations(desk("ben"))).containsExactly(taken.conversation());
    Optional<Place> place = at.call(q -> q.place(SHOP, left.conversation()));
    assertThat(place).as("left").isEmpty();
    assertThat(placeOf(waiting).position()).isPositive();
    assertThat(state("returns").ahead()).as("the latest came after the reading").isEqualTo(2);
    assertThat(violations()).isEmpty();
  }

  @Test
  void theCheckerNamesWhoWaitsBesideAFreeAgent() {
    present("ann", 1, "sales");
    Waiting one = waits("sales", 0);

    assertThat(violations())
        .containsExactly(new HumanQueue.Violation("idle", one.conversation().toString()));
    assign();
    assertThat(violations()).isEmpty();
  }

  private List<HumanQueue.Violation> violations() {
    return at.call(q -> q.violations(SHOP));
  }

  private Waiting enqueued(Waiting waiting) {
    at.advance(Duration.ofMillis(1));
    assertThat(enqueue(waiting)).isInstanceOf(Enqueued.At.class);
    return waiting;
  }

  private Waiting waits(String skill, Grade grade) {
    at.advance(Duration.ofMillis(1));
    Waiting w = at.someone(skill, 0);
    return enqueued(new Waiting(w.conversation(), w.customer(), skill, 0, w.since(), grade));
  }

  private void present(String user, int capacity, Rank rank, String... skills) {
    at.call(
        q ->
            q.present(
                SHOP, new HumanQueue.Agent(user, user, Set.of(skills), capacity, true, rank)));
  }

  private static GroupConfig group(String overflow, Duration after) {
    return new GroupConfig(overflow, after, List.of(), List.of());
  }

  private static HandoffConfig with(Map<String, GroupConfig> groups) {
    return QueueFixture.config(100, Duration.ofMinutes(30), Duration.ZERO, groups);
  }

  private static HandoffConfig withWrapUp(Duration wrapUp) {
    return QueueFixture.config(100, Duration.ofMinutes(30), wrapUp, Map.of());
  }

  private static HandoffConfig withMaxWait(Duration maxWait) {
    return QueueFixture.config(100, maxWait, Duration.ZERO, Map.of());
  }

  private static HandoffConfig withBound(int maxWaiting) {
    return QueueFixture.config(maxWaiting, Duration.ofMinutes(30), Duration.ZERO, Map.of());
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
    return at.call(q -> q.assign(SHOP)).given();
  }

  private Place placeOf(Waiting waiting) {
    return at.call(q -> q.place(SHOP, waiting.conversation())).orElseThrow();
  }

  private static List<ConversationId> conversations(List<Assignment> assignments) {
    return assignments.stream().map(Assignment::conversation).toList();
  }
}
