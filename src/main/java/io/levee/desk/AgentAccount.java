package io.levee.desk;

import io.levee.desk.account.Role;
import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.util.List;

/**
 * Section {@code agents.<user>}: one agent; the user name is the key. Who is not among the accounts
 * in the database yet is put there at start; from then on those hold.
 */
public record AgentAccount(
    @Setting(value = "", doc = "The name that customers see.") String name,
    @Setting(
            value = "",
            secret = true,
            doc = "The password as an Argon2 hash, as `./levee hash-password` prints it.")
        String passwordHash,
    @Setting(value = "[general]", doc = "What this agent can be asked for: names of skills.")
        List<String> skills,
    @Setting(value = "agent", doc = "agent, senior, supervisor or admin.") String role,
    @Setting(value = "3", doc = "How many customers at once at most, 1 to 100.") int capacity,
    @Setting(value = "", doc = "The id of the storefront this agent works for.") String storefront)
    implements Section {
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
            Role.ofWire(role).isEmpty(),
            "role",
            "is " + role + "; give agent, senior, supervisor or admin")
        .within("capacity", capacity, 1, 100)
        .list();
  }

  /** The same with another capacity. */
  public AgentAccount with(int other) {
    return new AgentAccount(name, passwordHash, skills, role, other, storefront);
  }

  /** What they may do; the least when it is none that there is. */
  public Role rank() {
    return Role.ofWire(role).orElse(Role.AGENT);
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "AgentAccount[storefront=" + storefront + ", role=" + role + ", skills=" + skills + "]";
  }
}
