package com.kaldrix.monitoring.metrics.relabel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** One rule, made ready to be applied many times. */
final class RelabelStep {
    private final RelabelRule rule;
    private final Pattern pattern;
    private final Expansion target;
    private final Expansion replacement;

    RelabelStep(RelabelRule rule) {
        this.rule = rule;
        this.pattern = rule.pattern();
        this.target = new Expansion(rule.targetLabel(), pattern.namedGroups());
        this.replacement = new Expansion(rule.replacement(), pattern.namedGroups());
    }

    /** Changes the labels; false when what they belong to is dropped. */
    boolean apply(LabelSet labels) {
        String joined = joined(labels);
        switch (rule.action()) {
            case DROP -> {
                return !pattern.matches(joined);
            }
            case KEEP -> {
                return pattern.matches(joined);
            }
            case DROPEQUAL -> {
                return !labels.get(rule.targetLabel()).equals(joined);
            }
            case KEEPEQUAL -> {
                return labels.get(rule.targetLabel()).equals(joined);
            }
            case REPLACE -> replace(labels, joined);
            case LOWERCASE -> labels.set(rule.targetLabel(), joined.toLowerCase(Locale.ROOT));
            case UPPERCASE -> labels.set(rule.targetLabel(), joined.toUpperCase(Locale.ROOT));
            case HASHMOD ->
                labels.set(
                        rule.targetLabel(),
                        Long.toUnsignedString(Long.remainderUnsigned(hash(joined), rule.modulus())));
            case LABELMAP -> map(labels);
            case LABELDROP -> labels.removeIf(pattern::matches);
            case LABELKEEP -> labels.removeIf(name -> !pattern.matches(name));
        }
        return true;
    }

    private String joined(LabelSet labels) {
        return switch (rule.sourceLabels().size()) {
            case 0 -> "";
            case 1 -> labels.get(rule.sourceLabels().getFirst());
            default -> {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < rule.sourceLabels().size(); i++) {
                    text.append(i == 0 ? "" : rule.separator())
                            .append(labels.get(rule.sourceLabels().get(i)));
                }
                yield text.toString();
            }
        };
    }

    private void replace(LabelSet labels, String joined) {
        Matcher match = pattern.matcher(joined);
        if (!match.matches()) {
            return;
        }
        String name = target.expand(match);
        if (RelabelRule.isName(name)) {
            labels.set(name, replacement.expand(match));
        }
    }

    /** Copies in the order of the names as they were before, so that what is copied is not copied again. */
    private void map(LabelSet labels) {
        LabelSet before = labels.copy();
        before.forEach((name, value) -> {
            Matcher match = pattern.matcher(name);
            if (match.matches()) {
                String copy = replacement.expand(match);
                if (RelabelRule.isName(copy)) {
                    labels.set(copy, value);
                }
            }
        });
    }

    /** The lower half of MD5, read with the first byte as the highest, as Prometheus takes it. */
    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong(8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
