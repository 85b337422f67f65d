package io.levee.desk.oidc;

import io.levee.desk.account.Role;
import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.util.List;
import java.util.Map;

/** Section {@code oidc}: the company's own login, beside passwords. */
public record OidcConfig(
    @Setting(
            value = "",
            doc =
                "The provider's issuer, such as https://login.example.com/realms/shop; empty: nobody"
                    + " signs in this way.")
        String issuer,
    @Setting(value = "", doc = "What the provider calls Levee.") String clientId,
    @Setting(value = "", secret = true, doc = "The client's secret; empty for a public client.")
        String clientSecret,
    @Setting(
            value = "",
            doc =
                "Where the provider sends agents back to, as registered there: the public address"
                    + " with /v1/agent/oidc/callback.")
        String redirectUri,
    @Setting(value = "[openid, profile, email]", doc = "What is asked for.") List<String> scopes,
    @Setting(value = "SSO", live = true, doc = "What the button says: the login's name.")
        String label,
    @Setting(
            value = "preferred_username",
            live = true,
            doc = "The claim with the user name, 1-64 of A-Za-z0-9_.@-.")
        String userClaim,
    @Setting(value = "name", live = true, doc = "The claim with the name that customers see.")
        String nameClaim,
    @Setting(
            value = "groups",
            live = true,
            doc =
                "The claim with what a role follows from: a text or a list; a.b looks into objects.")
        String roleClaim,
    @Setting(
            value = "{}",
            live = true,
            doc = "Which of these values gives which role; of several the highest counts.")
        Map<String, String> roles,
    @Setting(
            value = "",
            live = true,
            doc = "The role of who has none of these; empty: they are not let in.")
        String otherRole,
    @Setting(
            value = "groups",
            live = true,
            doc =
                "The claim with what skills follow from: a text or a list; a.b looks into objects.")
        String skillClaim,
    @Setting(value = "{}", live = true, doc = "Which of these values gives which skill.")
        Map<String, String> skills,
    @Setting(value = "[general]", live = true, doc = "The skills of who has none of these.")
        List<String> otherSkills,
    @Setting(
            value = "3",
            live = true,
            doc = "How many customers at once at most for who comes the first time, 1 to 100.")
        int capacity,
    @Setting(value = "", live = true, doc = "The id of the storefront they work for.")
        String storefront)
    implements Section {

  /** Whether one can sign in this way. */
  public boolean on() {
    return !issuer.isBlank();
  }

  @Override
  public List<Fault> faults() {
    Faults faults = new Faults();
    if (!on()) {
      return faults.list();
    }
    return faults
        .present("clientId", clientId)
        .present("storefront", storefront)
        .when(
            !redirectUri.matches("https?://[^ ]+/v1/agent/oidc/callback"),
            "redirectUri",
            "is not the public address with /v1/agent/oidc/callback; give that")
        .when(!scopes.contains("openid"), "scopes", "lacks openid; add it")
        .when(
            roles.values().stream().anyMatch(role -> Role.ofWire(role).isEmpty()),
            "roles",
            "has one that is none of " + Role.names())
        .when(
            !otherRole.isEmpty() && Role.ofWire(otherRole).isEmpty(),
            "otherRole",
            "is " + otherRole + "; give one of " + Role.names() + ", or nothing")
        .when(
            roles.isEmpty() && otherRole.isEmpty(),
            "roles",
            "is empty and otherRole too, so nobody would be let in; give one of the two")
        .within("capacity", capacity, 1, 100)
        .list();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "OidcConfig[issuer=" + issuer + ", clientId=" + clientId + "]";
  }
}
