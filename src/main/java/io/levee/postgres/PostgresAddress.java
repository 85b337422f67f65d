package io.levee.postgres;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/**
 * Where a database is and who asks.
 *
 * @param sslMode as libpq spells it; {@code disable} when not given
 */
public record PostgresAddress(
    String host, int port, String database, String user, String password, String sslMode) {
  private static final String FORM = "postgresql://user:password@host:port/database";
  private static final String JVM_TRUST = "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  public PostgresAddress {
    Objects.requireNonNull(host);
    Objects.requireNonNull(database);
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    Objects.requireNonNull(sslMode);
  }

  /**
   * Reads {@code postgresql://user:password@host:port/database?sslmode=…}; user and password may be
   * percent-encoded, the port may be left out.
   *
   * @throws IllegalArgumentException if it is not of that form; the message does not repeat it
   */
  public static PostgresAddress parse(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException wrong) {
      // The cause would show the password.
      throw new IllegalArgumentException("is not an address; write " + FORM);
    }
    boolean scheme = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    String path = uri.getPath();
    if (!scheme || uri.getHost() == null || path == null || path.length() < 2) {
      throw new IllegalArgumentException("is not of the form " + FORM);
    }
    String[] who =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    if (who.length == 0 || who[0].isEmpty()) {
      throw new IllegalArgumentException("names no user; write " + FORM);
    }
    return new PostgresAddress(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        path.substring(1),
        decode(who[0]),
        who.length == 2 ? decode(who[1]) : "",
        sslMode(uri.getQuery()));
  }

  private static String sslMode(String query) {
    String mode = "disable";
    for (String pair : query == null ? new String[0] : query.split("&")) {
      if (!pair.startsWith("sslmode=")) {
        throw new IllegalArgumentException("has a parameter other than sslmode; leave it out");
      }
      mode = pair.substring("sslmode=".length());
    }
    if (!SSL_MODES.contains(mode)) {
      throw new IllegalArgumentException("has an unknown sslmode; write require or verify-full");
    }
    return mode;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** For connections of Vert.x's own. */
  public PgConnectOptions connectOptions(PostgresConfig config) {
    return new PgConnectOptions()
        .setHost(host)
        .setPort(port)
        .setDatabase(database)
        .setUser(user)
        .setPassword(password)
        .setSslMode(SslMode.of(sslMode))
        .setSslOptions(Tls.options(sslMode))
        .setPipeliningLimit(config.pipelining())
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheSqlLimit(Integer.MAX_VALUE)
        .addProperty("application_name", "levee");
  }

  /** Without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s%s&connectTimeout=10&socketTimeout=60"
        .formatted(host, port, database, sslMode, Tls.verifies(sslMode) ? JVM_TRUST : "");
  }

  /** For people to read: without the password. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
