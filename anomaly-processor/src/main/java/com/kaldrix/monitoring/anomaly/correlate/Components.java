package com.kaldrix.monitoring.anomaly.correlate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of each component's series together. */
interface Components {
    /** A component in a region. */
    record Name(String region, String component) {}

    /**
     * What was kept of a component; both absent before the first row.
     *
     * @param version grows with each write
     */
    record Kept(long version, Optional<byte[]> state) {}

    /**
     * Takes hold of a component until the caller's transaction ends.
     *
     * @return empty when another replica is at it
     */
    Optional<Kept> lock(Name name);

    /** Keeps what is known, in the caller's transaction. */
    void keep(Name name, long version, byte[] state, List<Known> expected, Instant now);

    /**
     * Two series that usually go together.
     *
     * @param usual usual correlation at that lag
     * @param lagSeconds by how much the second follows the first; negative when it leads
     * @param now of the last minutes; null when there is none to speak of
     */
    record Known(
            UUID first,
            UUID second,
            double usual,
            long lagSeconds,
            @Nullable Double now,
            boolean broken) {}

    /** What is expected of a component's series; empty when nothing is known of it. */
    Optional<Expectation> find(Name name);

    /** Expected correlations with the time they were last looked at. */
    record Expectation(List<Known> pairs, Instant at) {}
}
