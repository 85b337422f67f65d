package io.levee.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresAddressTest {
  @Test
  void readsAllParts() {
    assertThat(
            PostgresAddress.parse(
                "postgresql://us%40er:p%3A+w@db.example:6543/levee?sslmode=require"))
        .isEqualTo(new PostgresAddress("db.example", 6543, "levee", "us@er", "p:+w", "require"));
  }

  @Test
  void fillsInPortAndPassword() {
    assertThat(PostgresAddress.parse("postgres://levee@db/levee"))
        .isEqualTo(new PostgresAddress("db", 5432, "levee", "levee", "", "disable"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db:5432",
        "mysql://u:hidden@db/x",
        "postgresql://u:hidden@db",
        "postgresql://db/x",
        "postgresql://u:hid den@db/x",
        "postgresql://u:hidden@db/x?sslmode=maybe",
        "postgresql://u:hidden@db/x?foo=bar"
      })
  void refusesWhatItCannotReadWithoutRepeatingIt(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresAddress.parse(url))
        .withMessageNotContaining("hid")
        .withNoCause();
  }

  @Test
  void neverPrintsThePassword() {
    assertThat(PostgresAddress.parse("postgresql://u:hidden@db/x").toString())
        .isEqualTo("u@db:5432/x");
  }
}
