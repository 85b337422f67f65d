package io.levee.dialogue;

import io.levee.conversation.Effect;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Session;
import io.levee.conversation.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to do about a message. */
public sealed interface Decision {

  /** To store and send, in order; at least one. */
  List<Reply> replies();

  /** The session afterwards; its {@code lastSeq} is still that of before. */
  Session next();

  /** To be carried out afterwards. */
  default List<Effect> effects() {
    return List.of();
  }

  /** What the queue is rebuilt from; empty where this changes nothing about it. */
  default Optional<Standing> standing() {
    List<Effect> effects = effects();
    if (effects.isEmpty()) {
      return Optional.empty();
    }
    return effects.stream()
        .filter(Effect.Enqueue.class::isInstance)
        .map(Effect.Enqueue.class::cast)
        .findFirst()
        .map(
            e ->
                new Standing(
                    next().id(),
                    next().customer(),
                    e.skill(),
                    e.priority(),
                    e.since(),
                    "",
                    e.grade()));
  }

  /** Whether the conversation leaves the queue with this. */
  default boolean settles() {
    return !effects().isEmpty() && effects().contains(new Effect.Leave());
  }

  /** The same with other replies. */
  default Decision saying(List<Reply> others) {
    return switch (this) {
      case Answer a -> new Answer(others, a.next, a.effects);
      case Ask a -> new Ask(others, a.next);
      case HandOff h -> new HandOff(others, h.next, h.effects, h.skill, h.priority, h.why);
      case Close c -> new Close(others, c.next, c.effects);
    };
  }

  /** The same, and then that. */
  default Decision and(Effect effect) {
    List<Effect> all = new ArrayList<>(effects());
    all.add(effect);
    return switch (this) {
      case Answer a -> new Answer(a.replies, a.next, all);
      case Ask a -> new Answer(a.replies, a.next, all);
      case HandOff h -> new HandOff(h.replies, h.next, all, h.skill, h.priority, h.why);
      case Close c -> new Close(c.replies, c.next, all);
    };
  }

  /** What the bot can say by itself, be it that it did not understand. */
  record Answer(List<Reply> replies, Session next, List<Effect> effects) implements Decision {
    public Answer {
      replies = List.copyOf(replies);
      effects = List.copyOf(effects);
    }
  }

  /** Which of several meanings is meant? */
  record Ask(List<Reply> replies, Session next) implements Decision {
    public Ask {
      replies = List.copyOf(replies);
    }
  }

  /**
   * Over to a person: into the queue ({@code next.handledBy()} is {@link HandledBy#QUEUE}), or,
   * when that is full or a ticket was asked for, a ticket.
   *
   * @param skill which people
   * @param priority 0 is usual; higher goes first
   * @param why {@code requested}, {@code rejected} or {@code angry}
   */
  record HandOff(
      List<Reply> replies,
      Session next,
      List<Effect> effects,
      String skill,
      int priority,
      String why)
      implements Decision {
    public HandOff {
      replies = List.copyOf(replies);
      effects = List.copyOf(effects);
    }
  }

  /** The conversation ends. */
  record Close(List<Reply> replies, Session next, List<Effect> effects) implements Decision {
    public Close {
      replies = List.copyOf(replies);
      effects = List.copyOf(effects);
    }
  }
}
