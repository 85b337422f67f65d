package io.levee.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class LanesTest {
  private static final Future<Void> DONE = Future.succeededFuture();

  private final SessionConfig config =
      new SessionConfig(
          2, 100, Duration.ofMinutes(1), Duration.ofHours(1), 10, Duration.ofMillis(1));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Lanes lanes = new Lanes(() -> config, 0, meters);
  private final List<String> done = new ArrayList<>();

  @Test
  void workOfOneLaneWaitsForTheOneBefore() {
    Promise<String> first = Promise.promise();
    lanes.run("a", () -> note("a1", first.future()));
    Future<String> second = lanes.run("a", () -> note("a2", Future.succeededFuture("two")));
    lanes.run("b", () -> note("b1", Future.succeededFuture("other")));

    assertThat(done).containsExactly("a1", "b1");
    first.complete("one");
    assertThat(done).containsExactly("a1", "b1", "a2");
    assertThat(second.result()).isEqualTo("two");
    assertThat(lanes.idle()).isTrue();
  }

  @Test
  void failedAndThrowingWorkLetsTheNextGo() {
    Future<String> failed = lanes.run("a", () -> Future.failedFuture("no"));
    Future<String> thrown =
        lanes.run(
            "a",
            () -> {
              throw new IllegalStateException("broken");
            });
    Future<String> next = lanes.run("a", () -> Future.succeededFuture("yes"));

    assertThat(failed.failed()).isTrue();
    assertThat(thrown.cause()).isInstanceOf(IllegalStateException.class);
    assertThat(next.result()).isEqualTo("yes");
  }

  @Test
  void workThatIsTakenAlongEndsWithTheWorkThatTookIt() {
    Promise<String> first = Promise.promise();
    lanes.run("a", first::future);
    List<Mate> with = new ArrayList<>();
    Promise<Void> together = Promise.promise();
    Mate leader =
        new Mate(
            () -> {
              lanes.takeAlong("a", Mate.class, with::add);
              return together.future();
            });
    Future<Void> led = lanes.run("a", leader);
    Future<Void> mate = lanes.run("a", new Mate(() -> note("mate", DONE)));
    Future<Void> other = lanes.runAnyway("a", () -> note("other", DONE));
    Future<Void> late = lanes.runAnyway("a", new Mate(() -> note("late", DONE)));

    first.complete("one");
    assertThat(with).hasSize(1);
    assertThat(done).isEmpty();

    together.complete();
    assertThat(done).containsExactly("other", "late");
    assertThat(List.of(led, mate, other, late)).allMatch(Future::succeeded);
    assertThat(meters.get("levee.session.waiting").gauge().value()).isZero();
    assertThat(lanes.idle()).isTrue();
  }

  private record Mate(Supplier<Future<Void>> work) implements Supplier<Future<Void>> {
    @Override
    public Future<Void> get() {
      return work.get();
    }
  }

  @Test
  void aFullLaneRefusesAndTheOthersGoOn() {
    Promise<String> held = Promise.promise();
    lanes.run("a", held::future);
    lanes.run("a", () -> Future.succeededFuture("1"));
    lanes.run("a", () -> Future.succeededFuture("2"));

    assertThat(lanes.run("a", () -> Future.succeededFuture("3")).cause())
        .isInstanceOf(LaneFull.class);
    assertThat(lanes.run("b", () -> Future.succeededFuture("4")).succeeded()).isTrue();
    assertThat(meters.get("levee.session.waiting").gauge().value()).isEqualTo(2);
    held.complete("0");
    assertThat(meters.get("levee.session.waiting").gauge().value()).isZero();
    assertThat(meters.get("levee.session.lanes").gauge().value()).isZero();
  }

  private <T> Future<T> note(String what, Future<T> result) {
    done.add(what);
    return result;
  }
}
