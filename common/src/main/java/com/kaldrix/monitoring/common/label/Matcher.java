package com.kaldrix.monitoring.common.label;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One condition on one label, such as {@code severity=~"critical|page"}. A label that is not there counts as empty. Regular
 * expressions are anchored at both ends, run in linear time (RE2), and mean what they mean in Alertmanager: a dot stands for
 * any character but a line feed.
 */
public final class Matcher {
    /** How the value is compared. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("=~"),
        NOT_MATCHES("!~");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    private final String name;
    private final Operator operator;
    private final String value;
    private final @Nullable Pattern pattern;
    private final String prefix;
    private final @Nullable Set<String> alternatives;

    private Matcher(String name, Operator operator, String value, @Nullable Pattern pattern) {
        this.name = name;
        this.operator = operator;
        this.value = value;
        this.pattern = pattern;
        this.prefix = pattern == null ? "" : LiteralPrefix.of(value);
        this.alternatives = pattern == null ? null : Alternatives.of(value).orElse(null);
    }

    /** @throws IllegalArgumentException if the name is empty or the value is no regular expression where one is needed */
    public static Matcher of(String name, Operator operator, String value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a matcher needs a label name");
        }
        LabelText.requireUnicode("matcher name", name);
        LabelText.requireUnicode("matcher value", value);
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> new Matcher(name, operator, value, null);
            case MATCHES, NOT_MATCHES -> new Matcher(name, operator, value, compile(value));
        };
    }

    /** {@code name="value"}. */
    public static Matcher equal(String name, String value) {
        return of(name, Operator.EQUAL, value);
    }

    private static Pattern compile(String expression) {
        if (!RepeatLimit.holds(expression)) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is no regular expression (RE2): its repetitions multiply to more than 1000");
        }
        try {
            return Pattern.compile("^(?:" + expression + ")$");
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is no regular expression (RE2): " + e.getDescription(), e);
        }
    }

    public String name() {
        return name;
    }

    public Operator operator() {
        return operator;
    }

    public String value() {
        return value;
    }

    public boolean matches(Labels labels) {
        return matchesValue(labels.get(name));
    }

    /** Whether a label with this value (empty for one that is not there) passes. */
    public boolean matchesValue(String actual) {
        return switch (operator) {
            case EQUAL -> value.equals(actual);
            case NOT_EQUAL -> !value.equals(actual);
            case MATCHES -> isMatchedBy(actual);
            case NOT_MATCHES -> !isMatchedBy(actual);
        };
    }

    /** The only values that pass, where that is a list; empty for a matcher that lets others pass or cannot tell. */
    public Optional<Set<String>> onlyValues() {
        return switch (operator) {
            case EQUAL -> Optional.of(Set.of(value));
            case MATCHES -> Optional.ofNullable(alternatives);
            case NOT_EQUAL, NOT_MATCHES -> Optional.empty();
        };
    }

    private boolean isMatchedBy(String actual) {
        if (alternatives != null) {
            return alternatives.contains(actual);
        }
        return actual.startsWith(prefix)
                && Objects.requireNonNull(pattern, "a regular expression is compiled with its matcher")
                        .matcher(actual)
                        .find();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matcher matcher
                && name.equals(matcher.name)
                && operator == matcher.operator
                && value.equals(matcher.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, operator, value);
    }

    /** As Alertmanager writes it: {@code severity=~"critical|page"}; quoted like Go where the name needs quotes. */
    @Override
    public String toString() {
        return name.codePoints().anyMatch(Utf8MatcherParser::isReserved)
                ? LabelText.quoteLikeGo(name) + operator.symbol() + LabelText.quoteLikeGo(value)
                : name + operator.symbol() + LabelText.quote(value);
    }
}
