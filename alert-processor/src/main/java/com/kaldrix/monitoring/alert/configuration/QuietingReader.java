package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.flap.FlapRule;
import com.kaldrix.monitoring.alert.storm.StormRule;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.time.Duration;
import java.util.Objects;

/** Reads {@code flapping} and {@code storms}. */
final class QuietingReader {
    private static final Keys FLAPPING = Keys.of("times", "within", "calm");
    private static final Keys STORMS = Keys.of("incidents");
    private static final int MOST_TIMES = 90;
    private static final Duration LONGEST = Duration.ofHours(24);

    private QuietingReader() {}

    static FlapRule flapping(Section root, String key) {
        Section section = root.section(key, FLAPPING);
        int times = section.count("times", FlapRule.USUAL.times());
        if (times == 1 || times > MOST_TIMES) {
            section.problem("times", "expected 2 to " + MOST_TIMES + ", or 0 for never");
            return FlapRule.USUAL;
        }
        return new FlapRule(
                times, time(section, "within", FlapRule.USUAL.within()), time(section, "calm", FlapRule.USUAL.calm()));
    }

    private static Duration time(Section section, String key, Duration byDefault) {
        Duration given = section.positiveDurationOrNull(key);
        if (given != null && given.compareTo(LONGEST) > 0) {
            section.problem(key, "expected at most 24h");
            return byDefault;
        }
        return Objects.requireNonNullElse(given, byDefault);
    }

    static StormRule storms(Section root, String key) {
        return new StormRule(root.section(key, STORMS).count("incidents", StormRule.USUAL.incidents()));
    }
}
