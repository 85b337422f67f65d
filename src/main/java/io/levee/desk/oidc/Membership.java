package io.levee.desk.oidc;

import io.levee.desk.AgentAccount;
import io.levee.desk.account.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who somebody is to the desk, by what their login says of them. Pure. */
final class Membership {
  private Membership() {}

  /** A user name and what is known of them. */
  record Member(String user, AgentAccount card) {}

  /** Empty when they are not let in. */
  static Optional<Member> of(JsonObject claims, OidcConfig config) {
    String user = one(claims, config.userClaim());
    Optional<Role> role = role(claims, config);
    if (!user.matches("[A-Za-z0-9_.@-]{1,64}") || role.isEmpty()) {
      return Optional.empty();
    }
    String name = one(claims, config.nameClaim());
    AgentAccount card =
        new AgentAccount(
            name.isBlank() ? user : name,
            "",
            skills(claims, config),
            role.get().wire(),
            config.capacity(),
            config.storefront());
    return Optional.of(new Member(user, card));
  }

  private static Optional<Role> role(JsonObject claims, OidcConfig config) {
    return many(claims, config.roleClaim()).stream()
        .map(config.roles()::get)
        .filter(Objects::nonNull)
        .flatMap(name -> Role.ofWire(name).stream())
        .max(Comparator.naturalOrder())
        .or(() -> Role.ofWire(config.otherRole()));
  }

  private static List<String> skills(JsonObject claims, OidcConfig config) {
    List<String> mapped =
        many(claims, config.skillClaim()).stream()
            .map(config.skills()::get)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return mapped.isEmpty() ? config.otherSkills() : mapped;
  }

  private static String one(JsonObject claims, String path) {
    List<String> values = many(claims, path);
    return values.isEmpty() ? "" : values.getFirst();
  }

  /**
   * Some providers' groups are nested: {@code realm_access.roles}. A name with dots comes first.
   */
  private static List<String> many(JsonObject claims, String path) {
    Object found = claims.getValue(path);
    int dot = path.indexOf('.');
    if (found == null && dot > 0) {
      return claims.getValue(path.substring(0, dot)) instanceof JsonObject inner
          ? many(inner, path.substring(dot + 1))
          : List.of();
    }
    return switch (found) {
      case String text -> List.of(text);
      case JsonArray all ->
          all.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      case null, default -> List.of();
    };
  }
}
