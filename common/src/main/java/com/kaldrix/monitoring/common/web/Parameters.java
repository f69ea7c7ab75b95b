package com.kaldrix.monitoring.common.web;

import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.page.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads parameters of addresses into types of the domain, and says in the caller's words what is wrong with one. */
@Component
class Parameters implements WebMvcConfigurer {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Cursor.class, Cursor::parse);
        registry.addConverter(String.class, Instant.class, Parameters::instant);
        registry.addConverter(String.class, Fingerprint.class, Parameters::fingerprint);
        registry.addConverter(String.class, Matchers.class, Matchers::parse);
        registry.addConverter(String[].class, Matchers.class, Parameters::matchers);
        registry.addConverterFactory(new Words());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters()).addPathPatterns("/api/v1/**");
    }

    private static Instant instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text.strip()).toInstant();
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException notOne) {
            // Told below, as an instant that is out of bounds.
        }
        throw new IllegalArgumentException("must be an instant such as 2026-01-31T12:00:00Z");
    }

    private static Fingerprint fingerprint(String text) {
        try {
            return Fingerprint.parse(text);
        } catch (IllegalArgumentException notOne) {
            throw new IllegalArgumentException("must be 16 hexadecimal digits, as an alert's fingerprint is written");
        }
    }

    /** Matchers of a parameter that is there several times must all hold. */
    private static Matchers matchers(String[] texts) {
        return Arrays.stream(texts).map(Matchers::parse).reduce(Matchers.any(), Matchers::and);
    }

    /** Reads constants by their words: what their {@code toString} says, in lower case unless it is another word already. */
    private static final class Words implements ConverterFactory<String, Enum<?>> {
        @Override
        public <T extends Enum<?>> Converter<String, T> getConverter(Class<T> type) {
            return text -> Arrays.stream(type.getEnumConstants())
                    .filter(constant -> word(constant).equals(text.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be one of "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(Words::word)
                                    .collect(Collectors.joining(", "))));
        }

        private static String word(Enum<?> constant) {
            String text = constant.toString();
            return text.equals(constant.name()) ? text.toLowerCase(Locale.ROOT) : text;
        }
    }
}
