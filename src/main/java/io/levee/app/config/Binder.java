package io.levee.app.config;

import io.levee.settings.Fault;
import io.levee.settings.Inlined;
import io.levee.settings.Section;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes records of what was written. A value that cannot be read is a problem, and its default
 * stands in for it, so that all the rest can still be checked.
 */
final class Binder {
  private static final String DEFAULT = "default";

  private final List<Problem> problems;
  private final Set<String> unreadable = new LinkedHashSet<>();

  Binder(List<Problem> problems) {
    this.problems = problems;
  }

  Record bind(Shape.Group shape, Value written, String path) {
    Map<String, Value> given = fields(written, path);
    given.forEach(
        (name, value) -> {
          if (shape.field(name).isEmpty()) {
            List<String> known = shape.fields().stream().map(Shape.Field::name).toList();
            problems.add(
                new Problem(
                    value.where(),
                    join(path, name),
                    "is no key that there is" + DidYouMean.hint(name, known)));
          }
        });
    Map<String, Object> values = new LinkedHashMap<>();
    for (Shape.Field field : shape.fields()) {
      String key = join(path, field.name());
      values.put(field.name(), value(field, given.get(field.name()), written, key));
    }
    Record bound = make(shape.type(), values);
    if (bound instanceof Section section) {
      check(section, written, path);
    }
    return bound;
  }

  private Object value(Shape.Field field, Value given, Value around, String path) {
    return switch (field.shape()) {
      case Shape.Group group ->
          bind(group, given == null ? Value.nothing(around.where()) : given, path);
      case Shape.Table table -> table(table, field, given, path);
      case Shape.Leaf leaf -> leaf(leaf, field, given, path);
    };
  }

  private Map<String, Object> table(
      Shape.Table table, Shape.Field field, Value given, String path) {
    Map<String, Object> entries = new LinkedHashMap<>();
    if (given != null) {
      fields(given, path)
          .forEach(
              (id, entry) -> {
                Shape.Field named = new Shape.Field(id, "", field.setting(), table.entry());
                entries.put(id, value(named, entry, given, join(path, id)));
              });
    }
    return Collections.unmodifiableMap(entries);
  }

  private Object leaf(Shape.Leaf leaf, Shape.Field field, Value given, String path) {
    Value fallback = new Value.Text(field.setting().value(), DEFAULT);
    if (given == null) {
      return read(leaf, fallback);
    }
    try {
      return read(leaf, given);
    } catch (Scalars.Unreadable e) {
      unreadable.add(path);
      String said = field.setting().secret() ? "cannot be read" : "is " + quoted(given);
      problems.add(new Problem(given.where(), path, said + "; " + e.getMessage()));
      try {
        return read(leaf, fallback);
      } catch (Scalars.Unreadable noDefault) {
        return Unset.of(leaf.type());
      }
    }
  }

  private static Object read(Shape.Leaf leaf, Value value) {
    boolean many = Scalars.many(leaf.type());
    return switch (value) {
      case Value.Fields f -> throw new Scalars.Unreadable("give a value, not keys below it");
      case Value.Items items when many ->
          Scalars.readAll(leaf.type(), items.items().stream().map(Value.Text::text).toList());
      case Value.Items items -> throw new Scalars.Unreadable("give one value, not a list");
      case Value.Text text when many -> read(leaf, Value.items(text.text(), text.where()));
      case Value.Text text -> Scalars.read(leaf.type(), text.text());
    };
  }

  private Map<String, Value> fields(Value written, String path) {
    return switch (written) {
      case Value.Fields f -> f.fields();
      case Value.Text(String text, String where) when text.isBlank() -> Map.of();
      default -> {
        problems.add(
            new Problem(written.where(), path, "is " + quoted(written) + "; give keys below it"));
        yield Map.of();
      }
    };
  }

  private void check(Section section, Value written, String path) {
    for (Fault fault : new LinkedHashSet<>(section.faults())) {
      String key = join(path, fault.key());
      if (!unreadable.contains(key)) {
        Problem problem = new Problem(where(written, fault.key()), key, fault.problem());
        if (!problems.contains(problem)) {
          problems.add(problem);
        }
      }
    }
  }

  /** Where that key was written; where what is around it was written, when it was not. */
  private static String where(Value written, String key) {
    Value at = written;
    for (String name : key.split("\\.")) {
      if (at instanceof Value.Fields f && f.fields().containsKey(name)) {
        at = f.fields().get(name);
      }
    }
    return at.where();
  }

  private static Record make(Class<? extends Record> type, Map<String, Object> values) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] arguments =
        Arrays.stream(components)
            .map(
                component ->
                    component.isAnnotationPresent(Inlined.class)
                        ? make(component.getType().asSubclass(Record.class), values)
                        : values.get(component.getName()))
            .toArray();
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      // A section's constructor takes anything: what is wrong belongs in faults().
      throw new IllegalStateException(type.getName() + " refuses values", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getName(), e);
    }
  }

  private static String quoted(Value value) {
    return switch (value) {
      case Value.Text t -> t.text().isEmpty() ? "empty" : "'" + Masked.urls(t.text()) + "'";
      case Value.Items i -> "a list";
      case Value.Fields f -> "a group of keys";
    };
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name;
  }
}
