package com.kaldrix.monitoring.common.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** What a value should have been, in the caller's terms. */
final class Expectations {
    private static final String UNKNOWN = "is not what is expected here";

    private Expectations() {}

    static String of(@Nullable Class<?> given) {
        if (given == null) {
            return UNKNOWN;
        }
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(given);
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        if (type == Integer.class || type == Long.class || type == Short.class) {
            return "must be a whole number";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "must be a number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be a list";
        }
        return named(type);
    }

    private static String named(Class<?> type) {
        if (type == UUID.class) {
            return "must be a UUID such as 0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e";
        }
        if (type == Instant.class || type == OffsetDateTime.class) {
            return "must be an instant such as 2026-01-31T12:00:00Z";
        }
        if (type == LocalDate.class) {
            return "must be a date such as 2026-01-31";
        }
        if (type == Duration.class) {
            return "must be a duration such as PT5M";
        }
        if (type == Boolean.class) {
            return "must be true or false";
        }
        if (type == String.class) {
            return "must be a text";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "must be an object" : UNKNOWN;
    }

    /** What a type of the domain said when it refused the value: its checks throw with words that are meant for callers. */
    static Optional<String> domainReason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && isOurs(cause) && cause.getMessage() != null) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    private static boolean isOurs(Throwable cause) {
        StackTraceElement[] stack = cause.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().startsWith("com.kaldrix.");
    }
}
