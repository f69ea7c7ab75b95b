package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses series, as an instant vector selector of PromQL without offset: {@code node_cpu_seconds_total{mode!="idle"}} or
 * {@code {__name__=~"(cometbft|tendermint)_p2p_peers"}}.
 *
 * @param matchers all of which must hold; never empty
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors">Instant vector
 *     selectors</a>
 */
public record Selector(List<Matcher> matchers) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    public Selector {
        matchers = List.copyOf(matchers);
        if (matchers.stream().allMatch(matcher -> matcher.matchesValue(""))) {
            throw new IllegalArgumentException(
                    "a selector needs at least one condition that the empty text does not meet");
        }
    }

    /** @throws IllegalArgumentException saying what cannot be read */
    public static Selector parse(String text) {
        String trimmed = text.strip();
        int brace = trimmed.indexOf('{');
        String name = brace < 0 ? trimmed : trimmed.substring(0, brace).strip();
        List<Matcher> matchers = new ArrayList<>();
        if (!name.isEmpty()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no metric name; write name{label=\"value\"} or {__name__=~\"…\"}");
            }
            matchers.add(Matcher.equal(LabelSet.NAME, name));
        }
        if (brace >= 0) {
            if (!trimmed.endsWith("}")) {
                throw new IllegalArgumentException("'" + trimmed + "' has no closing brace at its end");
            }
            matchers.addAll(Matchers.parse(trimmed.substring(brace)).all());
        }
        return new Selector(matchers);
    }

    /** The name of the metric when there is but one; empty when several may match. */
    public Optional<String> name() {
        return matchers.stream()
                .filter(matcher -> matcher.name().equals(LabelSet.NAME) && matcher.operator() == Operator.EQUAL)
                .map(Matcher::value)
                .findFirst();
    }

    /** Whether a metric of that name can match at all. */
    public boolean admits(String name) {
        for (Matcher matcher : matchers) {
            if (matcher.name().equals(LabelSet.NAME) && !matcher.matchesValue(name)) {
                return false;
            }
        }
        return true;
    }

    public boolean matches(LabelSet labels) {
        for (Matcher matcher : matchers) {
            if (!matcher.matchesValue(labels.get(matcher.name()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        Optional<String> name = name();
        String rest = matchers.stream()
                .filter(matcher -> name.isEmpty() || !matcher.name().equals(LabelSet.NAME))
                .map(Matcher::toString)
                .collect(Collectors.joining(",", "{", "}"));
        return name.orElse("") + (rest.equals("{}") ? "" : rest);
    }
}
