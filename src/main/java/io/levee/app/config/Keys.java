package io.levee.app.config;

import io.levee.settings.Setting;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** A configuration laid flat: each whole key with its value. */
final class Keys {
  private Keys() {}

  /** A value as it would stand in the file; secrets are kept here, and masked by {@link #shown}. */
  record Entry(String text, Setting setting) {
    String shown() {
      // A default stands in the reference for all to read.
      boolean hidden = setting.secret() && !text.equals(setting.value());
      return hidden ? Masked.MASK : Masked.urls(text);
    }
  }

  static Map<String, Entry> of(Record config) {
    Map<String, Entry> flat = new LinkedHashMap<>();
    lay(Shape.of(config.getClass()), config, "", flat);
    return flat;
  }

  /** What differs between the two; the settings of each key come from where it exists. */
  static Map<String, Setting> changed(Record before, Record now) {
    Map<String, Entry> old = of(before);
    Map<String, Entry> fresh = of(now);
    TreeSet<String> all = new TreeSet<>(old.keySet());
    all.addAll(fresh.keySet());
    Map<String, Setting> changed = new LinkedHashMap<>();
    for (String key : all) {
      Entry was = old.get(key);
      Entry is = fresh.get(key);
      if (!Objects.equals(was == null ? null : was.text(), is == null ? null : is.text())) {
        changed.put(key, (is == null ? was : is).setting());
      }
    }
    return changed;
  }

  private static void lay(
      Shape.Group shape, Record record, String prefix, Map<String, Entry> flat) {
    for (Shape.Field field : shape.fields()) {
      Record holder = field.within().isEmpty() ? record : (Record) get(record, field.within());
      lay(field, get(holder, field.name()), prefix + field.name(), flat);
    }
  }

  private static void lay(Shape.Field field, Object value, String key, Map<String, Entry> flat) {
    switch (field.shape()) {
      case Shape.Leaf leaf -> flat.put(key, new Entry(Scalars.write(value), field.setting()));
      case Shape.Group group -> lay(group, (Record) value, key + ".", flat);
      case Shape.Table table ->
          ((Map<?, ?>) value)
              .forEach(
                  (id, entry) ->
                      lay(
                          new Shape.Field(id.toString(), "", field.setting(), table.entry()),
                          entry,
                          key + "." + id,
                          flat));
    }
  }

  private static Object get(Record record, String component) {
    try {
      Method accessor = record.getClass().getDeclaredMethod(component);
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
