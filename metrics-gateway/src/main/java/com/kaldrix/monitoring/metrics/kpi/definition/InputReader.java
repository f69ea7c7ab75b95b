package com.kaldrix.monitoring.metrics.kpi.definition;

import com.kaldrix.monitoring.metrics.kpi.definition.Expression.Aggregation;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiInput.Alternative;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiInput.Fold;
import com.kaldrix.monitoring.metrics.window.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the section {@code inputs}. */
final class InputReader {
    static final Duration LOOKBACK = Duration.ofSeconds(90);

    private static final Duration LONGEST_LOOKBACK = Duration.ofMinutes(5);
    private static final Set<String> KEYS = Set.of("help", "from");
    private static final Set<String> ALTERNATIVE_KEYS =
            Set.of("source", "select", "fold", "combine", "scale", "lookback");
    private static final Set<Aggregation> COMBINATIONS =
            EnumSet.of(Aggregation.SUM, Aggregation.MEAN, Aggregation.MIN, Aggregation.MAX, Aggregation.LAST);
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smh])");

    private InputReader() {}

    static Optional<KpiInput> read(String name, YamlPlace place) {
        Map<String, YamlPlace> entries = place.entries(KEYS);
        YamlPlace from = entries.get("from");
        if (from == null) {
            place.problem("an input needs 'from': where it comes from");
            return Optional.empty();
        }
        List<Alternative> alternatives = new ArrayList<>();
        Set<String> sources = new HashSet<>();
        for (YamlPlace item : from.items()) {
            alternative(item).ifPresent(alternative -> {
                if (!sources.add(alternative.source())) {
                    item.problem("the source '" + alternative.source() + "' is there twice");
                }
                alternatives.add(alternative);
            });
        }
        if (alternatives.isEmpty()) {
            from.problem("an input needs at least one alternative");
            return Optional.empty();
        }
        return Optional.of(new KpiInput(name, text(entries, "help"), alternatives));
    }

    private static Optional<Alternative> alternative(YamlPlace place) {
        Map<String, YamlPlace> entries = place.entries(ALTERNATIVE_KEYS);
        String source = text(entries, "source");
        if (!SOURCE.matcher(source).matches()) {
            place.problem("'source' must be a short name in lower case, such as kaldrix or cometbft");
            return Optional.empty();
        }
        YamlPlace select = entries.get("select");
        if (select == null) {
            place.problem("'select' is missing: which series");
            return Optional.empty();
        }
        Optional<Selector> selector = selector(select);
        Optional<Fold> fold = Optional.ofNullable(entries.get("fold"))
                .map(value -> value.choice(Fold.class, EnumSet.allOf(Fold.class)))
                .orElse(Optional.of(Fold.VALUE));
        if (selector.isEmpty() || fold.isEmpty()) {
            return Optional.empty();
        }
        YamlPlace combine = entries.get("combine");
        Aggregation combination = combine == null
                ? Aggregation.SUM
                : combine.choice(Aggregation.class, COMBINATIONS).orElse(Aggregation.SUM);
        YamlPlace scale = entries.get("scale");
        return Optional.of(new Alternative(
                source,
                selector.get(),
                fold.get(),
                combination,
                scale == null ? 1 : scale.number(1),
                lookback(entries.get("lookback"))));
    }

    private static Optional<Selector> selector(YamlPlace place) {
        try {
            return Optional.of(Selector.parse(place.text()));
        } catch (IllegalArgumentException e) {
            place.problem("no selector of series: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Duration lookback(@org.jspecify.annotations.Nullable YamlPlace place) {
        if (place == null) {
            return LOOKBACK;
        }
        Duration duration = duration(place);
        if (duration.compareTo(LONGEST_LOOKBACK) > 0 || duration.isZero()) {
            place.problem("a lookback is from 1s to 5m");
            return LOOKBACK;
        }
        return duration;
    }

    /** A duration such as {@code 90s} or {@code 5m}; zero, with a problem noted, when it is none. */
    static Duration duration(YamlPlace place) {
        Matcher found = DURATION.matcher(place.text());
        if (!found.matches()) {
            place.problem("no duration; write such as 30s, 5m or 1h");
            return Duration.ZERO;
        }
        long number = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    static String text(Map<String, YamlPlace> entries, String key) {
        YamlPlace place = entries.get(key);
        return place == null ? "" : place.text().strip();
    }
}
