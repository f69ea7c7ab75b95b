package com.kaldrix.monitoring.common.label;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Conditions that must all hold. No conditions hold for everything.
 *
 * @param all the conditions, in the order given
 */
public record Matchers(List<Matcher> all) {
    private static final Matchers ANY = new Matchers(List.of());

    public Matchers {
        all = List.copyOf(all);
    }

    /** Matches everything. */
    public static Matchers any() {
        return ANY;
    }

    public static Matchers of(Matcher... matchers) {
        return new Matchers(List.of(matchers));
    }

    /**
     * Reads one matcher or a list of them, with or without braces: {@code a="b"}, {@code {a="b",c=~"d|e"}}. Reads what
     * Alertmanager reads in its default mode: the classic form as every release understands it, and whatever is not of that
     * form as the UTF-8 form, in which names that hold reserved characters stand in double quotes.
     *
     * @throws IllegalArgumentException with the position (from 0) of what cannot be read
     */
    public static Matchers parse(String text) {
        Optional<List<Matcher>> classic = classic(text);
        return new Matchers(classic.orElseGet(() -> new Utf8MatcherParser(text).parse()));
    }

    private static Optional<List<Matcher>> classic(String text) {
        try {
            return Optional.of(new ClassicMatcherParser(text).parse());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean matches(Labels labels) {
        for (Matcher matcher : all) {
            if (!matcher.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Both lists of conditions together. */
    public Matchers and(Matchers other) {
        return new Matchers(
                java.util.stream.Stream.concat(all.stream(), other.all.stream()).toList());
    }

    /** As Alertmanager writes it: {@code {a="b",c=~"d|e"}}. */
    @Override
    public String toString() {
        return all.stream().map(Matcher::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
