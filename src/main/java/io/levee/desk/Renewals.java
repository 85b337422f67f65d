package io.levee.desk;

import io.levee.channel.agent.AgentFrame.SignedOut;
import io.levee.desk.account.Logins;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * Sockets last no longer than their tokens: who goes on shows another one in time, and keeps the
 * socket. Runs on the desk's context.
 */
final class Renewals {
  private final Home home;
  private final Logins logins;
  private final Clock clock;

  Renewals(Home home, Logins logins, Clock clock) {
    this.home = home;
    this.logins = logins;
    this.clock = clock;
  }

  /** Whether its token has run out; then it is closed. */
  boolean isOver(SocketSeat seat) {
    boolean over = seat.until.isBefore(clock.instant());
    if (over) {
      seat.tell(new SignedOut("signed out: the token has run out"));
    }
    return over;
  }

  void closeOld(Collection<LocalAgent> agents) {
    for (LocalAgent agent : agents) {
      List.copyOf(agent.seats).forEach(this::isOver);
    }
  }

  void renew(SocketSeat seat, String token) {
    home.here(logins.holder(token))
        .onSuccess(
            holder ->
                holder
                    .filter(now -> now.account().user().equals(seat.agent.user))
                    .filter(now -> seat.agent.mayStay(now.account()))
                    .ifPresentOrElse(
                        now -> seat.until = now.until(),
                        () ->
                            Answers.problem(
                                seat,
                                null,
                                "unauthorized",
                                401,
                                "this is no token of yours that holds; get one from"
                                    + " /v1/agent/refresh")))
        .onFailure(failure -> Answers.unavailable(seat, null, ""));
  }
}
