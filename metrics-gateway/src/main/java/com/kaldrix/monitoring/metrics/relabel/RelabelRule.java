package com.kaldrix.monitoring.metrics.relabel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;

/**
 * One rule of relabelling, with Prometheus' meaning.
 *
 * @param action what it does
 * @param sourceLabels whose values are joined
 * @param separator what stands between them
 * @param regex RE2, matched against the whole of the joined values (or of a name)
 * @param modulus for {@link RelabelAction#HASHMOD}; 0 otherwise
 * @param targetLabel which label is set; may hold references such as <code>${1}</code> where the action is {@code replace}
 * @param replacement what it is set to, or how it is renamed; may hold references
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config">relabel_config</a>
 */
public record RelabelRule(
        RelabelAction action,
        List<String> sourceLabels,
        String separator,
        String regex,
        long modulus,
        String targetLabel,
        String replacement) {
    static final String ANYTHING = "(.*)";

    /** @throws IllegalArgumentException saying what is missing, too much or no expression */
    public RelabelRule {
        sourceLabels = List.copyOf(sourceLabels);
        compile(regex);
        String word = action.word();
        switch (action) {
            case REPLACE, KEEPEQUAL, DROPEQUAL, HASHMOD, LOWERCASE, UPPERCASE -> {
                if (targetLabel.isEmpty()) {
                    throw new IllegalArgumentException("the action '" + word + "' needs a 'target_label'");
                }
            }
            case KEEP, DROP, LABELMAP, LABELDROP, LABELKEEP -> {}
        }
        if (action == RelabelAction.HASHMOD && modulus <= 0) {
            throw new IllegalArgumentException("the action 'hashmod' needs a 'modulus' above 0");
        }
        boolean fixedTarget =
                switch (action) {
                    case HASHMOD, LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL -> true;
                    case REPLACE -> !targetLabel.contains("$");
                    case KEEP, DROP, LABELMAP, LABELDROP, LABELKEEP -> false;
                };
        if (fixedTarget && !isName(targetLabel)) {
            throw new IllegalArgumentException("'" + targetLabel + "' is no label name");
        }
        if (action == RelabelAction.LABELMAP && !replacement.contains("$") && !isName(replacement)) {
            throw new IllegalArgumentException("'" + replacement + "' is no label name");
        }
        boolean byNameAlone = action == RelabelAction.LABELDROP || action == RelabelAction.LABELKEEP;
        if (byNameAlone
                && (!sourceLabels.isEmpty()
                        || !targetLabel.isEmpty()
                        || modulus != 0
                        || !separator.equals(";")
                        || !replacement.equals("$1"))) {
            throw new IllegalArgumentException("the action '" + word + "' takes nothing but 'regex'");
        }
        boolean equality = action == RelabelAction.KEEPEQUAL || action == RelabelAction.DROPEQUAL;
        if (equality
                && (!regex.equals(ANYTHING) || modulus != 0 || !separator.equals(";") || !replacement.equals("$1"))) {
            throw new IllegalArgumentException(
                    "the action '" + word + "' takes nothing but 'source_labels' and 'target_label'");
        }
    }

    /** A rule that says only this, with Prometheus' defaults for the rest. */
    public static RelabelRule of(
            RelabelAction action, List<String> sourceLabels, String regex, String targetLabel, String replacement) {
        return new RelabelRule(action, sourceLabels, ";", regex, 0, targetLabel, replacement);
    }

    Pattern pattern() {
        return compile(regex);
    }

    private static Pattern compile(String regex) {
        try {
            return Pattern.compile("^(?s:" + regex + ")$");
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + regex + "' is no regular expression: " + e.getDescription(), e);
        }
    }

    /** Whether Prometheus 3 takes it as the name of a label: any text in UTF-8 that is not empty. */
    static boolean isName(String text) {
        return !text.isEmpty();
    }
}
