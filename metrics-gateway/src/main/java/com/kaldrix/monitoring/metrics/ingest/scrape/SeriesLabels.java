package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the labels of a series from those of the page and those of the target, as Prometheus does. */
final class SeriesLabels {
    private static final String EXPORTED = "exported_";

    private final LabelSet ofTarget;
    private final ScrapeJob.SampleRules rules;
    private final ScrapeJob.Limits limits;

    SeriesLabels(LabelSet ofTarget, ScrapeJob.SampleRules rules, ScrapeJob.Limits limits) {
        this.ofTarget = ofTarget;
        this.rules = rules;
        this.limits = limits;
    }

    /**
     * Changes labels of the page to those that are kept.
     *
     * @param blanks names that the page gives an empty value: a source that is honoured says so that it wants none
     * @return false when a rule drops the series
     * @throws ScrapeFailedException when there are too many labels, or too long ones, or no name is left
     */
    boolean apply(LabelSet labels, List<String> blanks) throws ScrapeFailedException {
        if (rules.honorLabels()) {
            ofTarget.forEach((name, value) -> {
                if (!labels.has(name) && !blanks.contains(name)) {
                    labels.set(name, value);
                }
            });
        } else {
            LabelSet original = labels.copy();
            ofTarget.forEach((name, value) -> {
                String before = original.get(name);
                labels.set(name, value);
                if (!before.isEmpty()) {
                    labels.set(free(labels, name), before);
                }
            });
        }
        if (!rules.relabel().apply(labels) || labels.isEmpty()) {
            return false;
        }
        if (labels.get(LabelSet.NAME).isEmpty()) {
            throw new ScrapeFailedException("after relabelling a series has no name: " + labels);
        }
        check(labels);
        return true;
    }

    /** A name for what the page says, that neither the page nor the target uses. */
    private String free(LabelSet labels, String name) {
        String free = EXPORTED + name;
        while (labels.has(free) || ofTarget.has(free)) {
            free = EXPORTED + free;
        }
        return free;
    }

    private void check(LabelSet labels) throws ScrapeFailedException {
        if (limits.labels() > 0 && labels.size() > limits.labels()) {
            throw new ScrapeFailedException("a series has " + labels.size() + " labels, more than label_limit "
                    + limits.labels() + " allows: " + labels);
        }
        if (limits.labelName() == 0 && limits.labelValue() == 0) {
            return;
        }
        for (int i = 0; i < labels.size(); i++) {
            if (exceeds(labels.name(i), limits.labelName())) {
                throw new ScrapeFailedException("the label name '" + labels.name(i)
                        + "' is longer than label_name_length_limit " + limits.labelName() + " allows");
            }
            if (exceeds(labels.value(i), limits.labelValue())) {
                throw new ScrapeFailedException("the value of the label '" + labels.name(i)
                        + "' is longer than label_value_length_limit " + limits.labelValue() + " allows");
            }
        }
    }

    private static boolean exceeds(String text, int limit) {
        return limit > 0 && text.getBytes(StandardCharsets.UTF_8).length > limit;
    }
}
