package io.levee.app.config;

import io.levee.settings.Setting;

/** The reference of all keys as Markdown, made of what the sections say of themselves. */
public final class Reference {
  private static final String HEAD =
      """
      # Configuration

      Written by `./levee config --reference`; a test keeps it true.

      Four layers, each over the one before: defaults, the file (`conf/levee.yaml`, or `--config FILE`), the environment, and
      `--set key=value` on the command line. A variable's name is the key's in capitals, `.` and humps as `_`: `ops.port` is
      `LEVEE_OPS_PORT`. A list is written with commas there. An empty variable counts as not set; one that begins with `LEVEE_` and
      sets no key is a fault, except `LEVEE_HOME`, `LEVEE_CONFIG` and `LEVEE_JAVA_OPTS`, which the launcher reads.

      Durations carry their unit: `150ms`, `5s`, `2m`, `1h`, `1d`. Everything is checked at once, unknown keys too: `./levee check`
      says what is wrong and where; `./levee config` prints what holds, with secrets masked.

      Keys marked *live* are taken over by a running gateway when the file changes or it gets `SIGHUP`; the others take a restart, and
      the log says so. A file with faults is reported and changes nothing.
      """;

  private Reference() {}

  public static String markdown() {
    return markdown(Config.class);
  }

  static String markdown(Class<? extends Record> root) {
    StringBuilder out = new StringBuilder(HEAD);
    Shape.Group shape = Shape.of(root);
    out.append("\n## The whole\n");
    keys(out, shape, "", "LEVEE_");
    for (Shape.Field field : shape.fields()) {
      if (!(field.shape() instanceof Shape.Leaf)) {
        out.append("\n## `").append(field.name()).append("`\n\n");
        out.append(field.setting().doc()).append('\n');
        section(out, field, field.name(), "LEVEE_" + field.env());
      }
    }
    return out.toString();
  }

  private static void section(StringBuilder out, Shape.Field field, String path, String env) {
    switch (field.shape()) {
      case Shape.Group group -> {
        keys(out, group, path + ".", env + "_");
        for (Shape.Field below : group.fields()) {
          if (!(below.shape() instanceof Shape.Leaf)) {
            String name = path + "." + below.name();
            out.append("\n### `").append(name).append("`\n\n");
            out.append(below.setting().doc()).append('\n');
            section(out, below, name, env + "_" + below.env());
          }
        }
      }
      case Shape.Table table ->
          section(
              out,
              new Shape.Field(field.name(), field.env(), field.setting(), table.entry()),
              path + ".<id>",
              env + "_<ID>");
      case Shape.Leaf leaf -> {
        out.append("\n| key | default | environment | |\n|---|---|---|---|\n");
        row(out, path, env, field.setting());
      }
    }
  }

  private static void keys(StringBuilder out, Shape.Group group, String path, String env) {
    if (group.fields().stream().noneMatch(f -> f.shape() instanceof Shape.Leaf)) {
      return;
    }
    out.append("\n| key | default | environment | |\n|---|---|---|---|\n");
    for (Shape.Field field : group.fields()) {
      if (field.shape() instanceof Shape.Leaf) {
        row(out, path + field.name(), env + field.env(), field.setting());
      }
    }
  }

  private static void row(StringBuilder out, String key, String env, Setting setting) {
    String value = setting.value().isEmpty() ? "" : "`" + setting.value() + "`";
    String marks = (setting.live() ? " *Live.*" : "") + (setting.secret() ? " *Secret.*" : "");
    out.append("| `").append(key).append("` | ").append(value.replace("|", "\\|"));
    out.append(" | `").append(env).append("` | ").append(setting.doc().replace("|", "\\|"));
    out.append(marks).append(" |\n");
  }
}
