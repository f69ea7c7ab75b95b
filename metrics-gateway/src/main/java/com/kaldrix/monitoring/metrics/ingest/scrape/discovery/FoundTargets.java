package com.kaldrix.monitoring.metrics.ingest.scrape.discovery;

import java.util.Collection;
import java.util.List;

/**
 * A way of finding targets at work. Safe for several threads.
 *
 * @see Discovery
 */
public interface FoundTargets extends AutoCloseable {
    /** Everything that is known now; what was known before a failure is still known after it. */
    List<TargetGroup> groups();

    /** Whether everything was looked up at least once, so that a target which is not among the groups is gone. */
    default boolean isSettled() {
        return true;
    }

    /** How often targets could not be looked up, since the beginning. */
    long failures();

    /** Ends; what was found is found no more. */
    @Override
    void close();

    /** Targets that never change. */
    static FoundTargets of(Collection<TargetGroup> groups) {
        List<TargetGroup> all = List.copyOf(groups);
        return new FoundTargets() {
            @Override
            public List<TargetGroup> groups() {
                return all;
            }

            @Override
            public long failures() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }
}
