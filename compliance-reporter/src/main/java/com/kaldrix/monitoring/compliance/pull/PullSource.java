package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.compliance.finding.Source;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked for. */
public enum PullSource {
    /** Findings of Security Hub. */
    SECURITY_HUB("securityhub", Way.BOTH, Source.SECURITY_HUB),
    /** Which standards are on, and which of their controls. */
    SECURITY_HUB_CONTROLS("securityhub-controls", Way.WHOLE, null),
    /** What rules of AWS Config say of resources. */
    CONFIG("config", Way.WHOLE, Source.CONFIG),
    /** Findings of GuardDuty. */
    GUARD_DUTY("guardduty", Way.BOTH, Source.GUARD_DUTY),
    /** Findings of Macie. */
    MACIE("macie", Way.BOTH, Source.MACIE),
    /** Findings of Inspector. */
    INSPECTOR("inspector", Way.BOTH, Source.INSPECTOR),
    /** Who did what. */
    CLOUD_TRAIL("cloudtrail", Way.CHANGES, null),
    /** Whether trails and recorders of configurations work. */
    RECORDERS("recorders", Way.WHOLE, null);

    private final String word;
    private final Way way;
    private final @Nullable Source scanned;

    PullSource(String word, Way way, @Nullable Source scanned) {
        this.word = word;
        this.way = way;
        this.scanned = scanned;
    }

    /** How a source can be asked. */
    public enum Way {
        /** For all that it has; nothing else is possible. */
        WHOLE,
        /** For what is new since a time; nothing else is possible. */
        CHANGES,
        /** For all that it has now and then, and for what is new in between. */
        BOTH
    }

    /** How it is written in properties, metrics and answers. */
    public String word() {
        return word;
    }

    public Way way() {
        return way;
    }

    /** Whose findings a whole look sees all of, so that what it does not see is gone; empty when it is none's. */
    public Optional<Source> scanned() {
        return Optional.ofNullable(scanned);
    }

    /** The word, so that parameters and properties take it. */
    @Override
    public String toString() {
        return word;
    }
}
