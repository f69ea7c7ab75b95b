package com.kaldrix.monitoring.anomaly.follow;

import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which series are followed.
 *
 * @param series of components, for correlation: matchers as Alertmanager writes them
 * @param mostPerComponent how many series of a component in a region at most; pairs grow with its square
 * @param thresholds what series must not reach, before the natural ones
 * @param natural whether fractions count as full at 1, percentages at 100, and free bytes as gone at 0
 * @param keep how long single readings are kept; hourly means are kept for 62 days
 */
@ConfigurationProperties("kaldrix.follow")
record FollowProperties(
        @DefaultValue("{component=~\".+\"}") List<String> series,
        @DefaultValue("24") int mostPerComponent,
        @DefaultValue({}) List<Wanted> thresholds,
        @DefaultValue("true") boolean natural,
        @DefaultValue("6h") Duration keep) {
    private static final List<Following.Rule> NATURAL = List.of(
            natural("{__name__=~\".*(used|usage|utili[sz]ation|full|saturation)_(ratio|fraction)\"}", 1, true),
            natural("{__name__=~\".*(used|usage|utili[sz]ation)_percent(age)?\"}", 100, true),
            natural("{__name__=~\".*(filesystem|disk|storage).*_(avail|available|free)_bytes\"}", 0, false));

    /**
     * What a series must not reach.
     *
     * @param series matchers as Alertmanager writes them
     * @param value in units of the metric
     * @param rising whether it is reached from below
     */
    record Wanted(
            String series,
            double value,
            @DefaultValue("true") boolean rising) {}

    FollowProperties {
        series = List.copyOf(series);
        thresholds = List.copyOf(thresholds);
        if (mostPerComponent < 0 || mostPerComponent > 64) {
            throw new IllegalArgumentException(
                    "kaldrix.follow.most-per-component must be from 0 to 64, not " + mostPerComponent);
        }
        if (keep.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("kaldrix.follow.keep must be an hour or more, not " + keep);
        }
        series.forEach(one -> matchers("kaldrix.follow.series", one));
        for (int i = 0; i < thresholds.size(); i++) {
            String name = "kaldrix.follow.thresholds[" + i + "]";
            matchers(name + ".series", thresholds.get(i).series());
            if (!Double.isFinite(thresholds.get(i).value())) {
                throw new IllegalArgumentException(name + ".value must be a finite number");
            }
        }
    }

    private static Following.Rule natural(String series, double value, boolean rising) {
        return new Following.Rule(Matchers.parse(series), new Threshold(value, rising), false);
    }

    private static Matchers matchers(String property, String text) {
        try {
            return Matchers.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    property + " must be matchers such as {component=\"consensus\"}, not '" + text + "': "
                            + e.getMessage(),
                    e);
        }
    }

    Following following() {
        List<Following.Rule> rules = new ArrayList<>();
        thresholds.forEach(one -> rules.add(
                new Following.Rule(Matchers.parse(one.series()), new Threshold(one.value(), one.rising()), true)));
        if (natural) {
            rules.addAll(NATURAL);
        }
        return new Following(series.stream().map(Matchers::parse).toList(), rules, mostPerComponent);
    }
}
