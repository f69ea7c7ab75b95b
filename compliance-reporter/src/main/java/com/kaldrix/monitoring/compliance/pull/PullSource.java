package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.OwnCheck;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asked for. */
public enum PullSource {
    /** Findings of Security Hub. */
    SECURITY_HUB("securityhub", Way.BOTH, Scanned.all(Source.SECURITY_HUB)),
    /** Which standards are on, and which of their controls. */
    SECURITY_HUB_CONTROLS("securityhub-controls", Way.WHOLE, null),
    /** What rules of AWS Config say of resources. */
    CONFIG("config", Way.WHOLE, Scanned.all(Source.CONFIG)),
    /** Findings of GuardDuty. */
    GUARD_DUTY("guardduty", Way.BOTH, Scanned.all(Source.GUARD_DUTY)),
    /** Findings of Macie. */
    MACIE("macie", Way.BOTH, Scanned.all(Source.MACIE)),
    /** Findings of Inspector. */
    INSPECTOR("inspector", Way.BOTH, Scanned.all(Source.INSPECTOR)),
    /** Who did what. */
    CLOUD_TRAIL("cloudtrail", Way.CHANGES, null),
    /** Whether trails and recorders of configurations work. */
    RECORDERS("recorders", Way.WHOLE, Scanned.own(OwnCheck.TRAIL_LOGGING, OwnCheck.CONFIGURATION_RECORDING)),
    /** How old backups are, and when certificates expire. */
    LIFETIMES("lifetimes", Way.WHOLE, Scanned.own(OwnCheck.BACKUP_AGE, OwnCheck.CERTIFICATE_EXPIRY));

    private final String word;
    private final Way way;
    private final @Nullable Scanned scanned;

    PullSource(String word, Way way, @Nullable Scanned scanned) {
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

    /**
     * What a whole look sees all of, so that what it does not see is gone.
     *
     * @param source whose findings
     * @param controls of these alone; empty for all
     */
    public record Scanned(Source source, Set<Control> controls) {
        public Scanned {
            controls = Set.copyOf(controls);
        }

        private static Scanned all(Source source) {
            return new Scanned(source, Set.of());
        }

        private static Scanned own(OwnCheck... checks) {
            return new Scanned(
                    Source.KALDRIX,
                    Arrays.stream(checks)
                            .map(check -> Control.of(Namespace.KALDRIX, check.word()))
                            .collect(Collectors.toSet()));
        }
    }

    /** What a whole look sees all of; empty when that is nothing. */
    public Optional<Scanned> scanned() {
        return Optional.ofNullable(scanned);
    }

    /** The word, so that parameters and properties take it. */
    @Override
    public String toString() {
        return word;
    }
}
