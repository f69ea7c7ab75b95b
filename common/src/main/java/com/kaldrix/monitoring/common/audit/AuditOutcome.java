package com.kaldrix.monitoring.common.audit;

import java.util.Locale;

/** What became of a write. */
public enum AuditOutcome {
    /** It took effect; the entry was committed together with it. */
    DONE,
    /** It was refused, because the actor's role does not suffice. */
    DENIED;

    /** As it is stored and sent: {@code done}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that is none of theirs */
    static AuditOutcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
