package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.intake.IntakeRules.LabelLimits;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with labels. */
final class LabelCheck {
    private LabelCheck() {}

    /** Why these labels are refused; null when nothing is wrong. */
    static @Nullable Rejection problem(LabelSet labels, LabelLimits limits) {
        if (!labels.has(LabelSet.NAME)) {
            return Rejection.INVALID_LABELS;
        }
        if (labels.size() > limits.count()) {
            return Rejection.LABELS_TOO_LARGE;
        }
        for (int i = 0; i < labels.size(); i++) {
            int name = utf8(labels.name(i));
            int value = utf8(labels.value(i));
            if (name <= 0 || value < 0) {
                return Rejection.INVALID_LABELS;
            }
            if (name > limits.nameBytes() || value > limits.valueBytes()) {
                return Rejection.LABELS_TOO_LARGE;
            }
        }
        return null;
    }

    /** How many bytes a text has in UTF-8; -1 when it has no such form. */
    private static int utf8(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                return -1;
            }
        }
        return bytes;
    }
}
