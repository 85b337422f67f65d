package io.levee.dialogue;

import io.levee.knowledge.Knowledge;

/** Where a message leads: what to look up for it, then what to do. Immutable. */
public final class Considered {
  private final Heard heard;
  private final Course course;
  private final Knowledge knowledge;

  Considered(Heard heard, Course course, Knowledge knowledge) {
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
    return new Bot(heard, facts, knowledge).follow(course);
  }
}
