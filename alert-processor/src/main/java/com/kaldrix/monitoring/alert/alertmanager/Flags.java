package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.label.Matchers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parameters as Alertmanager and the framework around it read them. */
final class Flags {
    /** {@code swag.ConvertBool}; everything else is false. */
    private static final Set<String> TRUE =
            Set.of("true", "1", "yes", "ok", "y", "on", "selected", "checked", "t", "enabled");

    private final HttpServletRequest request;

    Flags(HttpServletRequest request) {
        this.request = request;
    }

    /** True when it is not there. */
    boolean flag(String name) {
        String value = request.getParameter(name);
        return value == null || value.isEmpty() || TRUE.contains(value.toLowerCase(Locale.ROOT));
    }

    /** The matchers of all {@code filter} parameters together. */
    Matchers filter() {
        return matchers("filter");
    }

    private Matchers matchers(String name) {
        return values(name).map(Flags::parse).reduce(Matchers.any(), Matchers::and);
    }

    private Stream<String> values(String name) {
        return Arrays.stream(Objects.requireNonNullElse(request.getParameterValues(name), new String[0]));
    }

    private static Matchers parse(String text) {
        try {
            Matchers matchers = Matchers.parse(text);
            if (matchers.isEmpty()) {
                throw Refused.because("bad matcher format: " + text);
            }
            return matchers;
        } catch (IllegalArgumentException e) {
            throw Refused.because("bad matcher format: " + text);
        }
    }

    /** Which receivers are asked for: by an anchored regular expression, or by matchers of their one label {@code receiver}. */
    Predicate<String> receiver() {
        Predicate<String> wanted = pattern(request.getParameter("receiver"));
        Matchers matchers = matchers("receiver_matchers");
        for (Matcher matcher : matchers.all()) {
            if (!matcher.name().equals("receiver") && !matcher.name().equals("name")) {
                throw Refused.because("bad matcher format: " + matcher + ": a receiver has the label receiver alone");
            }
            wanted = wanted.and(matcher::matchesValue);
        }
        return wanted;
    }

    private static Predicate<String> pattern(@Nullable String expression) {
        if (expression == null || expression.isEmpty()) {
            return name -> true;
        }
        try {
            return Matcher.of("receiver", Operator.MATCHES, expression)::matchesValue;
        } catch (IllegalArgumentException e) {
            throw Refused.because("failed to parse receiver param: " + e.getMessage());
        }
    }
}
