package io.levee.app.config;

import io.levee.settings.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The secrets that were written, to keep them out of what is said about them. */
final class Secrets {
  /** What is shorter would be masked in words that have nothing to do with it. */
  private static final int SHORTEST = 4;

  private final List<String> texts = new ArrayList<>();

  private Secrets() {}

  static Secrets of(Shape shape, Value written) {
    Secrets secrets = new Secrets();
    secrets.collect(shape, written, Optional.empty());
    secrets.texts.sort(Comparator.comparingInt(String::length).reversed());
    return secrets;
  }

  List<Problem> masked(List<Problem> problems) {
    return problems.stream()
        .map(p -> new Problem(p.where(), p.key(), masked(p.problem())))
        .toList();
  }

  private String masked(String text) {
    String result = Masked.urls(text);
    for (String secret : texts) {
      result = result.replace(secret, Masked.MASK);
    }
    return result;
  }

  private void collect(Shape shape, Value value, Optional<Setting> secret) {
    switch (value) {
      case Value.Text text -> {
        if (secret.isPresent()
            && text.text().length() >= SHORTEST
            && !text.text().equals(secret.get().value())) {
          texts.add(text.text());
        }
      }
      case Value.Items items -> items.items().forEach(item -> collect(shape, item, secret));
      case Value.Fields fields ->
          fields
              .fields()
              .forEach(
                  (name, below) -> {
                    if (shape instanceof Shape.Table table) {
                      collect(table.entry(), below, secret);
                    } else if (shape instanceof Shape.Group group) {
                      group.field(name).ifPresent(f -> collect(f.shape(), below, secretOf(f)));
                    }
                  });
    }
  }

  private static Optional<Setting> secretOf(Shape.Field field) {
    return Optional.of(field.setting()).filter(Setting::secret);
  }
}
