package io.levee.dialogue;

import io.levee.conversation.Form;
import io.levee.knowledge.Answer;
import io.levee.knowledge.Entry;
import java.util.List;
import java.util.Optional;

/** Where a message leads, before any fact is known. */
sealed interface Course {
  /** An answer is known. */
  record Tell(Entry entry, Answer answer) implements Course {}

  /**
   * Several questions at once.
   *
   * @param first what is known, as far as it is not last
   * @param last where the message leads after that
   */
  record Several(List<Tell> first, Course last) implements Course {
    public Several {
      first = List.copyOf(first);
    }
  }

  /** One of these may be meant. */
  record Clarify(List<Entry> candidates) implements Course {}

  /** It was not understood. */
  record Miss() implements Course {}

  /** There was nothing to understand. */
  record Nothing() implements Course {}

  /** It would take more work to understand than can be done now. */
  record Later() implements Course {}

  /**
   * A person is needed.
   *
   * @param first what was asked is answered all the same
   */
  record Person(Why why, String skill, Optional<Tell> first) implements Course {}

  /** A ticket is asked for. */
  record Ticket(String skill) implements Course {}

  /** The place is kept, and the answer read later. */
  record ReadLater() implements Course {}

  /** The wish for a person is taken back. */
  record Leave(Entry entry) implements Course {}

  /** The conversation is to end. */
  record Close(Entry entry) implements Course {}

  /**
   * The bot does something by itself.
   *
   * @param form as it stands before the message
   * @param fresh whether it is only now begun
   * @param again whether its last question is to be asked again, whatever was said
   * @param otherwise where the message leads when it says nothing to the form, or when the shop
   *     cannot be asked
   */
  record Work(Form form, boolean fresh, boolean again, Course otherwise) implements Course {}
}
