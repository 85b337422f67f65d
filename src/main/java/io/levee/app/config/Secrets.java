package io.levee.app.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The secrets that were written, to keep them out of what is said about them. */
final class Secrets {
  private final List<String> texts = new ArrayList<>();

  private Secrets() {}

  static Secrets of(Shape shape, Value written) {
    Secrets secrets = new Secrets();
    secrets.collect(shape, written, false);
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

  private void collect(Shape shape, Value value, boolean secret) {
    switch (value) {
      case Value.Text text when secret && text.text().length() > 3 -> texts.add(text.text());
      case Value.Text text -> {}
      case Value.Items items -> items.items().forEach(item -> collect(shape, item, secret));
      case Value.Fields fields ->
          fields
              .fields()
              .forEach(
                  (name, below) -> {
                    if (shape instanceof Shape.Table table) {
                      collect(table.entry(), below, secret);
                    } else if (shape instanceof Shape.Group group) {
                      group
                          .field(name)
                          .ifPresent(f -> collect(f.shape(), below, f.setting().secret()));
                    }
                  });
    }
  }
}
