package com.kaldrix.monitoring.compliance.drift;

import com.kaldrix.monitoring.compliance.score.Standing;
import java.time.Instant;
import java.util.List;

/** What became of requirements and controls, and when. */
public interface Drifts {
    /**
     * Compares with how it stood when this was called last, and keeps what has become another, in the caller's transaction. What is seen for the first
     * time is kept as it is; of requirements, that there was nothing before.
     *
     * @return controls that were known and have become others
     */
    List<Drift.OfControl> keep(Standing standing);

    /** What has become another since then. */
    Drift since(Instant from);

    /**
     * What was another at the end of a time than at its beginning.
     *
     * @param from the first instant of it
     * @param to the first instant after it
     */
    Drift between(Instant from, Instant to);
}
