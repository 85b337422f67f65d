package io.levee.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component whose keys stand among those of the record around it, so that what two rooms have to
 * say of one thing is written in one place, or what belongs together is handed on together. Its
 * type is a record; no name may be in both, and the record around it tells its faults.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inlined {}
