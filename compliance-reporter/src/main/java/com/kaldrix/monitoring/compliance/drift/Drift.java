package com.kaldrix.monitoring.compliance.drift;

import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.score.ControlStanding;
import com.kaldrix.monitoring.compliance.score.ControlStatus;
import com.kaldrix.monitoring.compliance.score.Evidence;
import java.time.Instant;
import java.util.List;

/**
 * What has become another since a time. What became another and then became what it was is not in it.
 *
 * @param since since when
 * @param requirements sorted by id
 * @param controls sorted by control, account and region
 */
public record Drift(Instant since, List<OfRequirement> requirements, List<OfControl> controls) {
    public Drift {
        requirements = List.copyOf(requirements);
        controls = List.copyOf(controls);
    }

    /** What became of it. */
    public enum Kind {
        NEWLY_FAILED,
        NEWLY_PASSED,
        /** There was evidence, and there is none any more. */
        VANISHED,
        /** Checks can no longer be made. */
        UNCERTAIN
    }

    /** A requirement that became another. */
    public record OfRequirement(RequirementId id, Evidence before, Evidence after, Instant at) {
        public Kind kind() {
            return switch (after) {
                case FAILED -> Kind.NEWLY_FAILED;
                case PASSED -> Kind.NEWLY_PASSED;
                case NO_DATA -> Kind.VANISHED;
                case UNKNOWN -> Kind.UNCERTAIN;
            };
        }
    }

    /**
     * A control in an account and region that became another.
     *
     * @param resources of one that failed: some of the resources that made it so
     */
    public record OfControl(
            ControlStanding.Key key, ControlStatus before, ControlStatus after, Instant at, List<String> resources) {
        public OfControl {
            resources = List.copyOf(resources);
        }

        public Kind kind() {
            return switch (after) {
                case FAILED -> Kind.NEWLY_FAILED;
                case PASSED -> Kind.NEWLY_PASSED;
                case NO_DATA -> Kind.VANISHED;
                case UNKNOWN -> Kind.UNCERTAIN;
            };
        }
    }
}
