package io.levee.journal;

import static io.levee.journal.Codec.storable;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Effect;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Standing;
import io.levee.conversation.Understood;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Steps as the parameters of {@code commit.sql} or {@code commit-talk.sql}: an array a column. */
final class Batch {
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
    List<Entry> entries = all(conversations);
    Tuple tuple = Tuple.tuple();
    addRuns(tuple, runs);
    addMessages(tuple, entries);
    addStandings(tuple, entries);
    addEffects(tuple, entries);
    return tuple.addLong(leaseMillis);
  }

  /** Steps that are {@linkplain Entry#isTalk talk}. */
  static Tuple ofTalk(List<List<Entry>> conversations) {
    List<Run> runs = conversations.stream().map(Run::new).toList();
    Tuple tuple = Tuple.tuple();
    column(tuple, runs, UUID[]::new, r -> r.first().conversation().value());
    column(tuple, runs, Integer[]::new, r -> r.first().firstSeq());
    column(tuple, runs, Integer[]::new, r -> r.last().lastSeq());
    column(tuple, runs, String[]::new, r -> storable(r.last().customer().name()));
    column(tuple, runs, String[]::new, r -> storable(r.last().customer().tier()));
    column(tuple, runs, String[]::new, r -> storable(r.first().messages().getFirst().messageId()));
    column(tuple, runs, String[]::new, Run::laterIds);
    addMessages(tuple, all(conversations));
    return tuple;
  }

  private static List<Entry> all(List<List<Entry>> conversations) {
    List<Entry> all = new ArrayList<>(conversations.size());
    conversations.forEach(all::addAll);
    return all;
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

  /** Filled in one pass: these are most of what a commit carries. */
  private static void addMessages(Tuple to, List<Entry> entries) {
    int count = entries.stream().mapToInt(e -> e.messages().size()).sum();
    UUID[] conversations = new UUID[count];
    Integer[] seqs = new Integer[count];
    String[] senders = new String[count];
    String[] kinds = new String[count];
    String[] ids = new String[count];
    String[] texts = new String[count];
    String[] options = new String[count];
    String[] attachments = new String[count];
    OffsetDateTime[] times = new OffsetDateTime[count];
    String[] agents = new String[count];
    String[] understood = new String[count];
    String[] states = new String[count];
    Integer[] answers = new Integer[count];
    String[] correlations = new String[count];
    // What many ask is understood as one, and the same answer offers the same.
    IdentityHashMap<Understood, String> written = new IdentityHashMap<>();
    IdentityHashMap<List<String>, String> offered = new IdentityHashMap<>();
    int i = 0;
    for (Entry entry : entries) {
      String correlation = storable(entry.correlationId());
      for (Message message : entry.messages()) {
        conversations[i] = message.conversation().value();
        seqs[i] = message.seq();
        senders[i] = message.from().wire();
        kinds[i] = message.kind().wire();
        ids[i] = message.messageId().isEmpty() ? null : storable(message.messageId());
        texts[i] = storable(message.text());
        options[i] = offered.computeIfAbsent(message.options(), Codec::options);
        attachments[i] = Codec.attachments(message.attachments());
        times[i] = utc(message.at());
        agents[i] = storable(message.agent());
        understood[i] =
            saysItself(entry, message)
                ? message
                    .understood()
                    .map(u -> written.computeIfAbsent(u, Codec::understood))
                    .orElse(message.from() == Sender.BOT ? Codec.NOTHING : null)
                : null;
        states[i] = state(entry, message);
        answers[i] = answers(entry, message);
        correlations[i] = correlation;
        i++;
      }
    }
    to.addValue(conversations).addValue(seqs).addValue(senders).addValue(kinds).addValue(ids);
    to.addValue(texts).addValue(options).addValue(attachments).addValue(times).addValue(agents);
    to.addValue(understood).addValue(states).addValue(answers).addValue(correlations);
  }

  /**
   * Whether how it was understood stands in its own row: what a bot's answer rests on is mostly how
   * the question was understood, and {@link Sql#MESSAGE} finds it there.
   */
  private static boolean saysItself(Entry entry, Message message) {
    return message.from() != Sender.BOT
        || !answersFirst(entry, message)
        || !message.understood().equals(entry.messages().getFirst().understood());
  }

  private static String state(Entry entry, Message message) {
    boolean last = message.seq() == entry.lastSeq();
    return last && !entry.state().isEmpty() ? entry.state() : null;
  }

  /** What it answers: the pending message, or the one that the entry begins with. */
  private static Integer answers(Entry entry, Message message) {
    if (entry.answers() > 0) {
      return entry.answers();
    }
    return answersFirst(entry, message) ? Integer.valueOf(entry.firstSeq()) : null;
  }

  private static boolean answersFirst(Entry entry, Message message) {
    return entry.answers() == 0
        && message.seq() > entry.firstSeq()
        && !entry.messages().getFirst().messageId().isEmpty();
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
}
