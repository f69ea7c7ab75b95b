package com.kaldrix.monitoring.common.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * Bean Validation for controllers, single values included: Spring Boot's own adapter leaves those out, and a query with one
 * value of a wrong type would then be told of that alone.
 */
final class WholeValidator implements SmartValidator {
    private final SpringValidatorAdapter target;

    WholeValidator(SpringValidatorAdapter target) {
        this.target = target;
    }

    @Override
    public boolean supports(Class<?> type) {
        return target.supports(type);
    }

    @Override
    public void validate(Object value, Errors errors) {
        target.validate(value, errors);
    }

    @Override
    public void validate(Object value, Errors errors, Object... hints) {
        target.validate(value, errors, hints);
    }

    @Override
    public void validateValue(
            Class<?> type, @Nullable String field, @Nullable Object value, Errors errors, Object... hints) {
        target.validateValue(type, field == null ? "" : field, value, errors, hints);
    }

    @Override
    public <T> @Nullable T unwrap(@Nullable Class<T> type) {
        return type == null || !type.isInstance(target) ? target.unwrap(type) : type.cast(target);
    }
}
