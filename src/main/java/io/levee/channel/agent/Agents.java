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
              .onSuccess(
                  login ->
                      login.ifPresentOrElse(
                          granted -> granted(exchange, granted),
                          () -> exchange.unauthorized("user and password do not fit")));
        });
  }

  private static void granted(Exchange exchange, AgentDesk.Login login) {
    exchange.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("token", login.token());
          json.writeStringField("expiresAt", login.expiresAt().toString());
          json.writeEndObject();
        });
  }

  /** {@code GET /v1/agent/socket}, on the event loop of that beat. */
  public void socket(Exchange exchange, Beat beat) {
    upgrade.accept(
        exchange, Party.AGENT, beat, line -> new AgentSocket(line, desk, http, sockets, metrics));
  }
}
