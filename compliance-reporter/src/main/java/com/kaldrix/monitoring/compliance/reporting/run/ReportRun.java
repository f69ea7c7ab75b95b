package com.kaldrix.monitoring.compliance.reporting.run;

import com.kaldrix.monitoring.compliance.reporting.snapshot.Wanted;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The making of a report.
 *
 * @param wanted what is made
 * @param asked by whom and when
 * @param state how far it is
 * @param progress how many findings have gone by
 * @param error why the latest attempt failed; empty when none has, or it succeeded after that
 * @param made what was made; empty until it is
 */
public record ReportRun(
        UUID id, Wanted wanted, Asked asked, State state, Progress progress, String error, Optional<MadeReport> made) {
    /** How far it is. */
    public enum State {
        /** Nobody has begun, or what was begun is to be tried again. */
        WAITING,
        RUNNING,
        MADE,
        /** It failed too often, and is not tried again. */
        FAILED;

        /** How it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * By whom it was asked for.
     *
     * @param by somebody's name, or {@link #SCHEDULE}
     * @param dueAt when the schedule wanted it; empty when somebody asked
     */
    public record Asked(String by, Instant at, Optional<Instant> dueAt) {
        public static final String SCHEDULE = "the schedule";
    }

    /**
     * How far it is.
     *
     * @param found how many findings have gone by
     * @param expected of about how many; 0 when that is not known yet
     */
    public record Progress(long found, long expected) {
        public static final Progress NONE = new Progress(0, 0);
    }

    /** One that nobody has begun. */
    public static ReportRun waiting(UUID id, Wanted wanted, Asked asked) {
        return new ReportRun(id, wanted, asked, State.WAITING, Progress.NONE, "", Optional.empty());
    }
}
