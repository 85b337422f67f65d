package io.levee.desk;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.util.List;
import java.util.Set;

/** Section {@code agents.<user>}: one agent. The user name is the key. */
public record AgentAccount(
    @Setting(value = "", doc = "The name that customers see.") String name,
    @Setting(
            value = "",
            secret = true,
            doc = "The password as an Argon2 hash, as `./levee hash-password` prints it.")
        String passwordHash,
    @Setting(value = "[general]", doc = "What this agent can be asked for: names of skills.")
        List<String> skills,
    @Setting(value = "agent", doc = "agent, senior or supervisor.") String role,
    @Setting(value = "3", doc = "How many customers at once at most, 1 to 100.") int capacity,
    @Setting(value = "", doc = "The id of the storefront this agent works for.") String storefront)
    implements Section {
  private static final Set<String> ROLES = Set.of("agent", "senior", "supervisor");

  public AgentAccount {
    skills = skills == null ? List.of() : List.copyOf(skills);
  }

  @Override
  public List<Fault> faults() {
    return new Faults()
        .present("name", name)
        .present("storefront", storefront)
        .when(
            !PasswordHash.isOne(passwordHash),
            "passwordHash",
            "is not an Argon2 hash; make one with `./levee hash-password`")
        .when(skills.isEmpty(), "skills", "is empty; give at least one skill")
        .when(
            skills.stream().anyMatch(skill -> !skill.matches("[A-Za-z0-9_.-]{1,64}")),
            "skills",
            "has a name that is not 1-64 of A-Za-z0-9_.-; rename that skill")
        .when(
            !ROLES.contains(String.valueOf(role)),
            "role",
            "is " + role + "; give agent, senior or supervisor")
        .within("capacity", capacity, 1, 100)
        .list();
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "AgentAccount[storefront=" + storefront + ", role=" + role + ", skills=" + skills + "]";
  }
}
