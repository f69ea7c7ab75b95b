package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads matchers, and the two forms in which they were written before. */
final class MatcherReader {
    private static final Pattern CLASSIC_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private MatcherReader() {}

    /** What {@code match}, {@code match_re} and {@code matchers} say together, each key beginning with {@code prefix}. */
    static Matchers read(Section section, String prefix) {
        List<Matcher> matchers = new ArrayList<>();
        matchers.addAll(deprecated(section, prefix, "match", Operator.EQUAL));
        matchers.addAll(deprecated(section, prefix, "match_re", Operator.MATCHES));
        matchers.addAll(section.matchers(prefix + "matchers").all());
        return new Matchers(matchers);
    }

    private static List<Matcher> deprecated(Section section, String prefix, String key, Operator operator) {
        List<Matcher> matchers = new ArrayList<>();
        section.map(prefix + key).forEach((name, item) -> {
            if (!CLASSIC_NAME.matcher(name).matches()) {
                section.reading()
                        .problem(
                                item.node(),
                                item.path(),
                                "'" + name + "' is no label name; use '" + prefix + "matchers' for it");
                return;
            }
            try {
                matchers.add(Matcher.of(name, operator, item.text()));
            } catch (IllegalArgumentException e) {
                section.reading().problem(item.node(), item.path(), Section.message(e));
            }
        });
        return matchers;
    }
}
