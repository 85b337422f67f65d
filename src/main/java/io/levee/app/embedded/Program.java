package io.levee.app.embedded;

import java.io.IOException;
import java.util.Optional;

/** A server program on one data directory: what {@link Supervisor} needs to know of it. */
interface Program {
  /** What to call it in logs. */
  String name();

  /** Its process on this directory, started by whomever; verified, since process ids are reused. */
  Optional<Running> running();

  /**
   * Starts it on that port of the loopback address.
   *
   * @return once it serves
   * @throws IOException if it does not come up, with what it said
   */
  ProcessHandle start(int port) throws IOException;

  /** Ends it in order; forces it after a while. */
  void stop(ProcessHandle process);

  /** A process of the program, and where it listens. */
  record Running(ProcessHandle process, int port) {}
}
