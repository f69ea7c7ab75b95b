package com.kaldrix.monitoring.common.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A text that a database can hold: without U+0000 and half surrogates. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Storable.Check.class)
public @interface Storable {
    /** What is said about a text that is none. */
    String message() default "must be valid Unicode text without U+0000";

    /** As Bean Validation asks for. */
    Class<?>[] groups() default {};

    /** As Bean Validation asks for. */
    Class<? extends Payload>[] payload() default {};

    /** Looks at each character. */
    final class Check implements ConstraintValidator<Storable, CharSequence> {
        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null
                    || text.codePoints()
                            .noneMatch(point ->
                                    point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        }
    }
}
