package io.levee.storefront;

/** What the shop did when asked to do something. */
public sealed interface ActionResult {

  /**
   * It is done.
   *
   * @param reference the shop's number for it, such as the return's
   */
  record Done(String reference) implements ActionResult {}

  /**
   * The shop has taken it on and will do it later.
   *
   * @param job the shop's number for it
   */
  record Accepted(String job) implements ActionResult {}

  /**
   * The shop will not do it, and asking again would not change that.
   *
   * @param detail the shop's own words, for people of the shop; empty when it gave none
   */
  record Refused(Refusal reason, String detail) implements ActionResult {}
}
