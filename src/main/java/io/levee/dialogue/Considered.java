package io.levee.dialogue;

import io.levee.conversation.Effect;
import io.levee.conversation.Grade;
import io.levee.conversation.HandledBy;
import io.levee.knowledge.Knowledge;

/** Where a message leads: what to look up for it, then what to do. Immutable. */
public final class Considered {
  private final Heard heard;
  private final Course course;
  private final Knowledge knowledge;
  private final Grade before;

  /**
   * @param before how grave it was before this message
   */
  Considered(Heard heard, Course course, Knowledge knowledge, Grade before) {
    this.before = before;
    this.heard = heard;
    this.course = course;
    this.knowledge = knowledge;
  }

  /** The facts that {@link #decide} would like to have; it does without, if need be. */
  public Plan plan() {
    return Dialogue.plan(heard, course);
  }

  /**
   * @param facts what became of the plan
   */
  public Decision decide(Facts facts) {
    Decision decision = new Bot(heard, facts, knowledge).follow(course);
    return graver() && decision.next().handledBy() == HandledBy.QUEUE
        ? decision.and(raised())
        : decision;
  }

  private boolean graver() {
    return heard.handledBy(HandledBy.QUEUE) && heard.grade().compareTo(before) > 0;
  }

  /** Whoever waits and becomes a graver case is in line as one from now on. */
  private Effect raised() {
    return new Effect.Enqueue(
        heard.session().handover().skill(),
        heard.priority(),
        heard.circumstances().now(),
        heard.grade());
  }
}
