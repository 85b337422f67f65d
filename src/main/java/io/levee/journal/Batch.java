package io.levee.journal;

import static io.levee.journal.Codec.storable;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Effect;
import io.levee.conversation.Message;
import io.levee.conversation.Standing;
import io.levee.conversation.Understood;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Steps as the parameters of {@code commit.sql}: an array a column. */
final class Batch {
  private record Line(Entry entry, Message message) {
    /** What it answers: the pending message, or the one that the entry begins with. */
    Integer answers() {
      Message first = entry.messages().getFirst();
      if (entry.answers() > 0) {
        return entry.answers();
      }
      boolean follows = message.seq() > first.seq() && !first.messageId().isEmpty();
      return follows ? first.seq() : null;
    }

    String state() {
      boolean last = message.seq() == entry.lastSeq();
      return last && !entry.state().isEmpty() ? storable(entry.state()) : null;
    }
  }

  /** Steps of one conversation, stored whole or not at all. */
  private record Run(List<Entry> steps) {
    Entry first() {
      return steps.getFirst();
    }

    Entry last() {
      return steps.getLast();
    }

    /** Message ids after the first one. An id has no spaces. */
    String laterIds() {
      return steps.size() == 1
          ? ""
          : steps.stream()
              .skip(1)
              .map(step -> step.messages().getFirst().messageId())
              .collect(Collectors.joining(" "));
    }
  }

  private record Wanted(ConversationId conversation, int ordinal, Effect effect) {}

  private Batch() {}

  /**
   * @param conversations the steps of each; no conversation twice
   * @param leaseMillis how long until their effects are due for everybody
   */
  static Tuple of(List<List<Entry>> conversations, long leaseMillis) {
    List<Run> runs = conversations.stream().map(Run::new).toList();
    List<Entry> entries = conversations.stream().flatMap(List::stream).toList();
    Tuple tuple = Tuple.tuple();
    addRuns(tuple, runs);
    addMessages(tuple, entries);
    addStandings(tuple, entries);
    addEffects(tuple, entries);
    return tuple.addLong(leaseMillis);
  }

  private static void addRuns(Tuple to, List<Run> runs) {
    column(to, runs, UUID[]::new, r -> r.first().conversation().value());
    column(to, runs, Integer[]::new, r -> r.first().firstSeq());
    column(to, runs, Integer[]::new, r -> r.last().lastSeq());
    column(to, runs, String[]::new, r -> storable(r.last().customer().storefront()));
    column(to, runs, String[]::new, r -> storable(r.last().customer().id()));
    column(to, runs, String[]::new, r -> storable(r.last().customer().name()));
    column(to, runs, String[]::new, r -> storable(r.last().customer().tier()));
    column(to, runs, Boolean[]::new, r -> r.last().closes());
    column(to, runs, Boolean[]::new, r -> r.last().settles());
    column(to, runs, Boolean[]::new, r -> r.last().pending());
    column(to, runs, Integer[]::new, r -> r.last().answers());
    column(to, runs, String[]::new, Run::laterIds);
  }

  private static void addMessages(Tuple to, List<Entry> entries) {
    List<Line> lines =
        entries.stream().flatMap(e -> e.messages().stream().map(m -> new Line(e, m))).toList();
    column(to, lines, UUID[]::new, l -> l.message.conversation().value());
    column(to, lines, Integer[]::new, l -> l.message.seq());
    column(to, lines, String[]::new, l -> l.message.from().wire());
    column(to, lines, String[]::new, l -> l.message.kind().wire());
    column(to, lines, String[]::new, l -> orNull(storable(l.message.messageId())));
    column(to, lines, String[]::new, l -> storable(l.message.text()));
    column(to, lines, String[]::new, l -> Codec.options(l.message.options()));
    column(to, lines, String[]::new, l -> Codec.attachments(l.message.attachments()));
    column(to, lines, OffsetDateTime[]::new, l -> utc(l.message.at()));
    column(to, lines, String[]::new, l -> storable(l.message.agent()));
    // A question and its answer were understood as one, and so is what many ask.
    Map<Understood, String> written = new IdentityHashMap<>();
    column(
        to,
        lines,
        String[]::new,
        l ->
            l.message
                .understood()
                .map(u -> written.computeIfAbsent(u, Codec::understood))
                .orElse(null));
    column(to, lines, String[]::new, Line::state);
    column(to, lines, Integer[]::new, Line::answers);
    column(to, lines, String[]::new, l -> storable(l.entry.correlationId()));
  }

  private static void addStandings(Tuple to, List<Entry> entries) {
    List<Standing> standings = entries.stream().flatMap(e -> e.standing().stream()).toList();
    column(to, standings, UUID[]::new, s -> s.conversation().value());
    column(to, standings, String[]::new, s -> storable(s.skill()));
    column(to, standings, Integer[]::new, Standing::priority);
    column(to, standings, OffsetDateTime[]::new, s -> utc(s.since()));
    column(to, standings, String[]::new, s -> storable(s.agent()));
    column(to, standings, String[]::new, s -> s.grade().wire());
  }

  private static void addEffects(Tuple to, List<Entry> entries) {
    List<Wanted> wanted = entries.stream().flatMap(Batch::wanted).toList();
    column(to, wanted, UUID[]::new, w -> w.conversation.value());
    column(to, wanted, Integer[]::new, Wanted::ordinal);
    column(to, wanted, String[]::new, w -> Codec.effect(w.effect));
  }

  private static Stream<Wanted> wanted(Entry entry) {
    List<Effect> effects = entry.effects();
    return IntStream.range(0, effects.size())
        .mapToObj(i -> new Wanted(entry.conversation(), i, effects.get(i)));
  }

  private static <R, C> void column(
      Tuple to, List<R> rows, IntFunction<C[]> array, Function<R, C> value) {
    C[] column = array.apply(rows.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(rows.get(i));
    }
    to.addValue(column);
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
