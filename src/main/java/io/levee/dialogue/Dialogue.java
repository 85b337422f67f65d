package io.levee.dialogue;

import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Language;
import io.levee.conversation.Session;
import io.levee.conversation.Understood;
import io.levee.conversation.Wording;
import io.levee.dialogue.skill.ShopQuery;
import io.levee.dialogue.skill.Skills;
import io.levee.knowledge.Knowledge;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What to look up, then what to do. Two pure functions of what they are given and of the settings:
 * no clock, no store, no state; safe from any thread.
 *
 * <p>Both are for conversations that the bot takes part in: not closed, and in nobody's hands.
 */
public final class Dialogue {
  private final Supplier<DialogueConfig> config;

  public Dialogue(Supplier<DialogueConfig> config) {
    this.config = config;
  }

  /** Reads a text; what comes out {@link #holds} for all who send it. */
  public Utterance read(String text) {
    return Utterance.of(text, config.get().complaints());
  }

  /** Whether it would be read the same now. */
  public boolean holds(Utterance utterance) {
    return utterance.isUnder(config.get().complaints());
  }

  /**
   * @param session as it stands before the message
   * @param understood of the text that {@link Said#in} made of the message's
   * @return the facts that {@link #decide} would like to have; it does without, if need be
   */
  public Plan plan(
      Session session, Inbound inbound, Understood understood, Knowledge knowledge, Instant now) {
    return consider(session, inbound, understood, knowledge, now).plan();
  }

  /**
   * Both in turn, where what is looked up in between is soon there.
   *
   * @param session as it stands before the message
   * @param understood of the text that {@link Said#in} made of the message's
   */
  public Considered consider(
      Session session, Inbound inbound, Understood understood, Knowledge knowledge, Instant now) {
    Said said = Said.in(session, read(inbound.text()));
    return consider(session, inbound, said, understood, knowledge, now);
  }

  /**
   * The same where the message was read already.
   *
   * @param said what {@link Said#in} made of the message's text
   */
  public Considered consider(
      Session session,
      Inbound inbound,
      Said said,
      Understood understood,
      Knowledge knowledge,
      Instant now) {
    if (session.closed() || session.handledBy() == HandledBy.HUMAN) {
      throw new IllegalArgumentException(
          "the bot has no say in a conversation that is closed or in a person's hands");
    }
    Heard heard = Heard.of(session, inbound, said, understood, config.get(), now);
    return new Considered(
        heard, new Judge(heard, knowledge).course(), knowledge, session.handover().grade());
  }

  /**
   * What a shopper is told who was to wait and for whom there is no room by now.
   *
   * @param zone the shop's
   */
  public String noRoom(Language language, String ticket, Instant now, ZoneId zone) {
    Instant promise = now.plus(config.get().ticketWithin());
    return Wording.of(
        language, "system.ticket.full", ticket, Moments.words(language, promise.atZone(zone)));
  }

  static Plan plan(Heard heard, Course course) {
    return switch (course) {
      case Course.Person person ->
          new Plan(
              Optional.of(person.skill()), heard.handledBy(HandledBy.QUEUE), ShopQuery.NOTHING);
      case Course.Work work -> {
        Plan otherwise = plan(heard, work.otherwise());
        yield new Plan(
            SelfService.mayNeedAPerson(heard, work)
                ? Optional.of(heard.config().defaultSkill())
                : otherwise.queue(),
            otherwise.place(),
            Skills.query(work.form(), heard.said(), heard.order(), heard.config().recentOrders()));
      }
      case Course.Several several -> plan(heard, several.last());
      case Course.Tell tell -> Plan.NOTHING;
      case Course.Clarify clarify -> Plan.NOTHING;
      case Course.Miss miss -> Plan.NOTHING;
      case Course.Nothing nothing -> Plan.NOTHING;
      case Course.Later later -> Plan.NOTHING;
      case Course.ReadLater later -> Plan.NOTHING;
      case Course.Ticket ticket -> Plan.NOTHING;
      case Course.Leave leave -> Plan.NOTHING;
      case Course.Close close -> Plan.NOTHING;
    };
  }

  /**
   * @param session as it stands before the message
   * @param understood of the text that {@link Said#in} made of the message's
   * @param facts what became of the plan
   */
  public Decision decide(
      Session session,
      Inbound inbound,
      Understood understood,
      Facts facts,
      Knowledge knowledge,
      Instant now) {
    return consider(session, inbound, understood, knowledge, now).decide(facts);
  }
}
