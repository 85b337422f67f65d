package io.levee.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A gateway must not call tables ready that lack what its newest migration adds. */
final class SchemaVersionTest {
  private static final Pattern NAME = Pattern.compile("V(\\d+)__.*\\.sql");

  @Test
  void theNewestMigrationIsWhatThisBuildExpects() throws IOException, URISyntaxException {
    Path migrations =
        Path.of(Objects.requireNonNull(Schema.class.getResource("/db/migration")).toURI());
    try (Stream<Path> files = Files.list(migrations)) {
      assertThat(
              files
                  .map(file -> NAME.matcher(file.getFileName().toString()))
                  .filter(Matcher::matches)
                  .mapToInt(name -> Integer.parseInt(name.group(1)))
                  .max())
          .hasValue(Schema.VERSION);
    }
  }
}
