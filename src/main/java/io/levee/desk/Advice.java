package io.levee.desk;

import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentFrame.Found;
import io.levee.channel.agent.AgentFrame.Late;
import io.levee.channel.agent.AgentFrame.Suggestion;
import io.levee.channel.agent.AgentFrame.Suggestions;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings agents what may be answered to each of the customer's messages, and notes what they used.
 * Nobody waits for it.
 */
final class Advice {
  private static final Logger log = LoggerFactory.getLogger(Advice.class);
  private static final int SUGGESTED = 3;
  private static final int FOUND = 8;
  private static final int LOOKED_BACK = 3;

  private final Home home;
  private final Advisor advisor;
  private final SuggestionLog kept;
  private final Clock clock;
  private final Counter given;
  private final Counter used;

  Advice(Home home, Advisor advisor, SuggestionLog kept, Clock clock, MeterRegistry meters) {
    this.home = home;
    this.advisor = advisor;
    this.kept = kept;
    this.clock = clock;
    this.given = Counter.builder("levee.desk.suggestions.given").register(meters);
    this.used = Counter.builder("levee.desk.suggestions.used").register(meters);
  }

  /** On the last thing that the customer said among those messages, if they said anything. */
  void on(LocalAgent agent, Entry entry, Language language, List<Message> rows) {
    suggest(agent, entry, language, said(rows).limit(1).toList());
  }

  /**
   * When it is taken over: the last words may be a wish for a person, and what was before counts.
   */
  void first(LocalAgent agent, Entry entry, Language language, List<Message> rows) {
    suggest(agent, entry, language, said(rows).limit(LOOKED_BACK).toList());
  }

  private static Stream<Message> said(List<Message> rows) {
    return rows.reversed().stream()
        .filter(row -> row.from() == Sender.CUSTOMER && row.kind() == Kind.TEXT)
        .filter(row -> !row.text().isBlank());
  }

  private void suggest(LocalAgent agent, Entry entry, Language language, List<Message> asked) {
    if (asked.isEmpty()) {
      return;
    }
    Message row = asked.getFirst();
    home.here(advisor.suggest(entry.customer, row.text(), language, SUGGESTED))
        .onSuccess(
            all -> {
              if (agent.desk.get(entry.conversation) != entry) {
                return;
              }
              if (all.isEmpty()) {
                suggest(agent, entry, language, asked.subList(1, asked.size()));
              } else {
                suggested(agent, entry, new Suggestions(entry.conversation, row.seq(), all));
              }
            });
  }

  private void suggested(LocalAgent agent, Entry entry, Suggestions now) {
    boolean fresh = entry.suggested == null || entry.suggested.seq() != now.seq();
    entry.suggested = now;
    if (fresh) {
      given.increment();
      kept(entry.conversation, now.seq(), now.all(), agent.user);
    }
    tell(agent, entry);
  }

  /** To the sockets that show the conversation, also as a part of the packet that came late. */
  private static void tell(LocalAgent agent, Entry entry) {
    List<String> texts = entry.suggested.all().stream().map(Suggestion::text).toList();
    Late late =
        new Late(
            entry.conversation,
            Optional.empty(),
            Optional.empty(),
            Optional.of(texts),
            OptionalInt.empty());
    agent.seats.stream()
        .filter(seat -> seat.told.containsKey(entry.conversation))
        .forEach(
            seat -> {
              seat.tell(late);
              seat.tell(entry.suggested);
            });
  }

  private void kept(ConversationId conversation, int seq, List<Suggestion> all, String agent) {
    List<String> entries = all.stream().map(Suggestion::entry).toList();
    kept.given(conversation, seq, entries, agent, clock.instant()).onFailure(Advice::lost);
  }

  void used(Entry entry, AgentCommand.Used use) {
    Suggestions last = entry.suggested;
    boolean known =
        last != null && last.all().stream().anyMatch(one -> one.entry().equals(use.entry()));
    if (known) {
      used.increment();
    }
    kept.used(entry.conversation, use.seq(), use.entry()).onFailure(Advice::lost);
  }

  void search(SocketSeat seat, String text) {
    Customer nobody = new Customer(seat.agent.storefront(), "", "", "");
    Language language =
        text.codePoints().anyMatch(Character::isIdeographic) ? Language.ZH : Language.EN;
    home.here(advisor.suggest(nobody, text, language, FOUND))
        .onSuccess(all -> seat.tell(new Found(text, all)));
  }

  private static void lost(Throwable failure) {
    log.atDebug()
        .addKeyValue("cause", failure.getMessage())
        .log("A suggestion's fate could not be kept");
  }
}
