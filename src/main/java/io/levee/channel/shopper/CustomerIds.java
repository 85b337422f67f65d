package io.levee.channel.shopper;

/** Which ids of customers are sane. */
final class CustomerIds {
  static final String ANONYMOUS = "anon-";
  static final int LONGEST = 128;

  private CustomerIds() {}

  /**
   * What is wrong with it; null when nothing is. Braces are out because a customer's keys share a
   * hash tag in Redis, which ends at the first of them.
   */
  static String fault(String id) {
    if (id.isEmpty()) {
      return "is empty; it is needed";
    }
    if (id.length() > LONGEST) {
      return "has " + id.length() + " characters; at most " + LONGEST + " are taken";
    }
    boolean odd =
        id.codePoints()
            .anyMatch(
                c ->
                    Character.isISOControl(c)
                        || Character.isWhitespace(c)
                        || Character.getType(c) == Character.SURROGATE
                        || c == '{'
                        || c == '}');
    return odd ? "has a blank, a brace, or a character that cannot be shown" : null;
  }
}
