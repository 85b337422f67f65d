package io.levee.replay.plan;

import java.util.List;
import java.util.Optional;

/**
 * A load test, read and checked as a whole by {@link ScenarioFile}. Durations are seconds, shares 0
 * to 1.
 *
 * @param name what it is called in reports
 * @param about what it is for, in a line
 * @param users closed model: so many shoppers, each sending its next message after the answer to
 *     the last; 0: open model, every message has its time beforehand
 * @param shape the offered rate over time, in messages a second, all factors applied
 * @param poisson whether arrivals are random as independent shoppers' are; else evenly spaced
 * @param seed makes times, texts and choices repeatable
 * @param warmup how long the first rate is offered before anything is measured
 * @param trace recorded messages to send in place of the shape
 * @param talk how shoppers talk
 * @param shoppers how many are connected at once; each has a socket, or none over HTTP
 * @param httpShare how many of them use HTTP instead of a socket
 * @param vipShare how many of them are VIPs
 * @param idle sockets that are opened and then say nothing
 * @param connectPerSecond how fast sockets are opened before it begins
 * @param connections HTTP connections at most
 * @param sources how many source addresses (127.0.0.1, 127.0.0.2 …) connections to loopback use
 * @param faults what goes wrong on the shoppers' side
 * @param agents who answers conversations that ask for a person
 * @param mix what is said
 * @param goodputWithin an answer within so long is good
 * @param patience how long after the last message answers are waited for
 * @param verify how many conversations are read back from the store at the end
 * @param thresholds what the run must keep to
 */
public record Scenario(
    String name,
    String about,
    int users,
    Shape shape,
    boolean poisson,
    long seed,
    double warmup,
    Optional<Trace> trace,
    Talk talk,
    int shoppers,
    double httpShare,
    double vipShare,
    int idle,
    double connectPerSecond,
    int connections,
    int sources,
    Faults faults,
    Agents agents,
    Mix mix,
    double goodputWithin,
    double patience,
    int verify,
    List<Threshold> thresholds) {
  public Scenario {
    thresholds = List.copyOf(thresholds);
  }

  /** Whether shoppers wait for answers, so that a slow server is offered less. */
  public boolean closed() {
    return users > 0;
  }

  /** How long it is measured. */
  public double seconds() {
    return trace.map(Trace::seconds).orElseGet(shape::seconds);
  }

  /**
   * @param messages how many a conversation has on average, 1 or more, geometrically distributed
   * @param most how many it has at most
   * @param think the mean pause between two messages of a shopper, exponentially distributed
   * @param askPerson share of conversations that ask for a person
   * @param novel share of messages that were never sent before
   * @param closes whether shoppers end their conversations
   * @param newcomers share of conversations that a new customer begins, on a new socket
   */
  public record Talk(
      double messages,
      int most,
      double think,
      double askPerson,
      double novel,
      boolean closes,
      double newcomers) {}

  /**
   * @param duplicates share of messages that are sent twice
   * @param retries how often a message that was told to wait is sent again
   * @param reconnectsPerMinute how often each socket breaks and is opened again
   * @param storms moments at which many sockets break at once
   * @param slowReaders share of sockets that hardly read
   * @param readEvery how long a slow reader looks away
   */
  public record Faults(
      double duplicates,
      int retries,
      double reconnectsPerMinute,
      List<Storm> storms,
      double slowReaders,
      double readEvery) {
    public Faults {
      storms = List.copyOf(storms);
    }
  }

  /**
   * @param at seconds from the beginning
   * @param share of the sockets that break
   * @param within the sockets come back spread over so many seconds; 0: all at once
   */
  public record Storm(double at, double share, double within) {}

  /**
   * @param accounts who logs in
   * @param capacity conversations at once, each
   * @param answerAfter mean time to an answer, exponentially distributed
   * @param answers how many answers before the agent closes the conversation
   */
  public record Agents(List<Account> accounts, int capacity, double answerAfter, int answers) {
    public Agents {
      accounts = List.copyOf(accounts);
    }
  }

  /** An agent's account. */
  public record Account(String user, String password) {
    /** Never the password. */
    @Override
    public String toString() {
      return user;
    }
  }
}
