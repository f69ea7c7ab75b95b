package com.kaldrix.monitoring.metrics.relabel;

import java.util.Locale;
import java.util.Optional;

/** What a rule does. */
public enum RelabelAction {
    /** Sets the target label to the replacement where the expression matches. */
    REPLACE,
    /** Keeps only what matches. */
    KEEP,
    /** Drops what matches. */
    DROP,
    /** Keeps only what has the joined values as value of the target label. */
    KEEPEQUAL,
    /** Drops what has the joined values as value of the target label. */
    DROPEQUAL,
    /** Sets the target label to a hash of the joined values, modulo a number. */
    HASHMOD,
    /** Copies each label whose name matches to the name that the replacement gives. */
    LABELMAP,
    /** Removes each label whose name matches. */
    LABELDROP,
    /** Removes each label whose name does not match. */
    LABELKEEP,
    /** Sets the target label to the joined values in lower case. */
    LOWERCASE,
    /** Sets the target label to the joined values in upper case. */
    UPPERCASE;

    /** As the file writes it: {@code labelmap}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of this word, in any case, as in Prometheus. */
    public static Optional<RelabelAction> find(String word) {
        for (RelabelAction action : values()) {
            if (action.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
