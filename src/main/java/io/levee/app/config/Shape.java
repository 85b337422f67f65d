package io.levee.app.config;

import io.levee.settings.Inlined;
import io.levee.settings.Setting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What may be written: the keys of a record, read off its components once. */
sealed interface Shape {

  /** One value, or a list of them. */
  record Leaf(Type type) implements Shape {}

  /** A record's components. */
  record Group(Class<? extends Record> type, List<Field> fields) implements Shape {
    Optional<Field> field(String name) {
      return fields.stream().filter(f -> f.name().equals(name)).findFirst();
    }
  }

  /** Any number of entries under names that the operator chooses. */
  record Table(Shape entry) implements Shape {}

  /**
   * @param name as written in the file
   * @param env its part of the name of an environment variable
   * @param setting what the component says of itself
   * @param within the {@link Inlined} component that has it; empty: the record itself has it
   */
  record Field(String name, String env, Setting setting, Shape shape, String within) {
    Field(String name, String env, Setting setting, Shape shape) {
      this(name, env, setting, shape, "");
    }

    private Field inside(String component) {
      return new Field(name, env, setting, shape, component);
    }
  }

  /**
   * @throws IllegalArgumentException if a component is of a type that cannot be configured, or
   *     lacks its {@link Setting}
   */
  static Group of(Class<? extends Record> type) {
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(Inlined.class)) {
        of(component.getType().asSubclass(Record.class))
            .fields()
            .forEach(field -> fields.add(field.inside(component.getName())));
        continue;
      }
      Setting setting = component.getAnnotation(Setting.class);
      if (setting == null) {
        throw new IllegalArgumentException(
            type.getSimpleName() + "." + component.getName() + " has no @Setting");
      }
      String name = component.getName();
      fields.add(new Field(name, env(name), setting, of(component.getGenericType())));
    }
    return new Group(type, List.copyOf(fields));
  }

  private static Shape of(Type type) {
    if (type instanceof Class<?> c && c.isRecord()) {
      return of(c.asSubclass(Record.class));
    }
    if (type instanceof ParameterizedType p && p.getRawType() == Map.class) {
      return new Table(of(p.getActualTypeArguments()[1]));
    }
    if (!Scalars.knows(type)) {
      throw new IllegalArgumentException("a setting cannot be of type " + type.getTypeName());
    }
    return new Leaf(type);
  }

  /** {@code ackAfter} is {@code ACK_AFTER}; {@code my-shop} is {@code MY_SHOP}. */
  static String env(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]", "_")
        .toUpperCase(Locale.ROOT);
  }
}
