package io.levee.simulate;

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The gateway that is tried out, and how to get in.
 *
 * @param url its public port
 * @param visitorToken makes a token for a customer id; called on the simulation's event loop
 * @param agents who may log in, at least as many as the plan has
 */
public record Gate(URI url, UnaryOperator<String> visitorToken, List<Login> agents) {
  public Gate {
    agents = List.copyOf(agents);
  }

  /** An agent's name and password. */
  public record Login(String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /** Without what opens it. */
  @Override
  public String toString() {
    return "Gate[" + url + "]";
  }
}
