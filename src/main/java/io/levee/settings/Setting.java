package io.levee.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One key of the configuration: a component of a {@link Section}. The reference is made of these.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /**
   * The default, as it would stand in the YAML file. Durations: {@code 150ms}, {@code 5s}, {@code
   * 2m}, {@code 1h}.
   */
  String value();

  /** What it means, with unit and range, in one or two sentences. */
  String doc();

  /** Whether a running gateway takes a new value over. */
  boolean live() default false;

  /** Whether it must never be printed. */
  boolean secret() default false;
}
