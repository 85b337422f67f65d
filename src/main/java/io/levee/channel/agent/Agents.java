package io.levee.channel.agent;

import io.levee.channel.HttpConfig;
import io.levee.channel.SocketConfig;
import io.levee.channel.wire.Beat;
import io.levee.channel.wire.ChannelMetrics;
import io.levee.channel.wire.Exchange;
import io.levee.channel.wire.Fields;
import io.levee.channel.wire.Party;
import io.levee.channel.wire.Problem;
import io.levee.channel.wire.Upgrade;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The agents' channel. One per node; safe from any event loop. */
public final class Agents {
  private static final int LONGEST_WORD = 1_024;

  private final AgentDesk desk;
  private final Supplier<HttpConfig> http;
  private final Supplier<SocketConfig> sockets;
  private final Upgrade upgrade;
  private final ChannelMetrics metrics;

  public Agents(
      AgentDesk desk,
      Supplier<HttpConfig> http,
      Supplier<SocketConfig> sockets,
      Upgrade upgrade,
      ChannelMetrics metrics) {
    this.desk = desk;
    this.http = http;
    this.sockets = sockets;
    this.upgrade = upgrade;
    this.metrics = metrics;
  }

  /** {@code POST /v1/agent/login} */
  public void login(Exchange exchange) {
    if (!exchange.isFrom(http.get().agentOrigins())) {
      exchange.wrongOrigin();
      return;
    }
    exchange.readObject(
        body -> {
          Fields fields = new Fields(body);
          String user = fields.required("user", LONGEST_WORD);
          String password = fields.required("password", LONGEST_WORD);
          if (!fields.wrong().isEmpty()) {
            exchange.problem(Problem.wrongFields("wrong-fields", fields.wrong()));
            return;
          }
          desk.login(user, password)
              .onFailure(exchange::unavailable)
              .onSuccess(outcome -> answer(exchange, outcome));
        });
  }

  private static void answer(Exchange exchange, AgentDesk.LoginOutcome outcome) {
    switch (outcome) {
      case AgentDesk.LoginOutcome.Granted(AgentDesk.Login login) -> granted(exchange, login);
      case AgentDesk.LoginOutcome.Wrong wrong ->
          exchange.unauthorized("user and password do not fit");
      case AgentDesk.LoginOutcome.Locked(Duration retryAfter) ->
          exchange.problem(
              Problem.tooMany(
                  retryAfter, "too many wrong passwords in a row; try after the time given"));
    }
  }

  /** {@code POST /v1/agent/refresh} */
  public void refresh(Exchange exchange) {
    withRefreshToken(
        exchange,
        token ->
            desk.refresh(token)
                .onFailure(exchange::unavailable)
                .onSuccess(
                    login ->
                        login.ifPresentOrElse(
                            granted -> granted(exchange, granted),
                            () ->
                                exchange.unauthorized(
                                    "the refreshToken is not good any more; log in again"))));
  }

  /** {@code POST /v1/agent/logout} */
  public void logout(Exchange exchange) {
    withRefreshToken(
        exchange,
        token ->
            desk.logout(token)
                .onFailure(exchange::unavailable)
                .onSuccess(ended -> exchange.json(200, AgentFrames.nothing())));
  }

  private void withRefreshToken(Exchange exchange, Consumer<String> then) {
    if (!exchange.isFrom(http.get().agentOrigins())) {
      exchange.wrongOrigin();
      return;
    }
    exchange.readObject(
        body -> {
          Fields fields = new Fields(body);
          String token = fields.required("refreshToken", LONGEST_WORD);
          if (fields.wrong().isEmpty()) {
            then.accept(token);
          } else {
            exchange.problem(Problem.wrongFields("wrong-fields", fields.wrong()));
          }
        });
  }

  private static void granted(Exchange exchange, AgentDesk.Login login) {
    exchange.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("token", login.token());
          json.writeStringField("expiresAt", login.expiresAt().toString());
          json.writeStringField("refreshToken", login.refreshToken());
          json.writeStringField("refreshExpiresAt", login.refreshExpiresAt().toString());
          json.writeEndObject();
        });
  }

  /** {@code GET /v1/agent/socket}, on the event loop of that beat. */
  public void socket(Exchange exchange, Beat beat) {
    upgrade.accept(
        exchange, Party.AGENT, beat, line -> new AgentSocket(line, desk, http, sockets, metrics));
  }
}
