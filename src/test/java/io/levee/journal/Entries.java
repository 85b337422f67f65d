package io.levee.journal;

import io.levee.conversation.Customer;
import io.levee.conversation.Effect;
import io.levee.conversation.Message;
import io.levee.conversation.Standing;
import java.util.List;
import java.util.Optional;

/** Entries for tests, from the plain one to the one that is wanted. */
record Entries(
    Customer customer,
    List<Message> messages,
    List<Effect> effects,
    Optional<Standing> standing,
    boolean settles,
    boolean closes,
    boolean pending,
    int answers) {

  Entries(Customer customer, List<Message> messages) {
    this(customer, messages, List.of(), Optional.empty(), false, false, false, 0);
  }

  Entries of(Customer other) {
    return new Entries(other, messages, effects, standing, settles, closes, pending, answers);
  }

  Entries wanting(Effect... wanted) {
    return new Entries(
        customer, messages, List.of(wanted), standing, settles, closes, pending, answers);
  }

  Entries standing(Standing where) {
    return new Entries(
        customer, messages, effects, Optional.of(where), settles, closes, pending, answers);
  }

  Entries settling() {
    return new Entries(customer, messages, effects, standing, true, closes, pending, answers);
  }

  Entries closing() {
    return new Entries(customer, messages, effects, standing, settles, true, pending, answers);
  }

  Entries unanswered() {
    return new Entries(customer, messages, effects, standing, settles, closes, true, answers);
  }

  Entries answering(int seq) {
    return new Entries(customer, messages, effects, standing, settles, closes, pending, seq);
  }

  Entry entry() {
    return new Entry(
        messages.getFirst().conversation(),
        customer,
        messages,
        "state after " + messages.getLast().seq(),
        effects,
        standing,
        settles,
        closes,
        pending,
        answers,
        "corr");
  }
}
