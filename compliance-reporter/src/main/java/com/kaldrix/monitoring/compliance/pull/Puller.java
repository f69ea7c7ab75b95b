package com.kaldrix.monitoring.compliance.pull;

import java.time.Instant;

/** Asks one source, page after page. */
public interface Puller {
    /** Which source it asks. */
    PullSource source();

    /**
     * Begins to ask, or goes on.
     *
     * @throws PullFailedException when it may not or cannot
     */
    Pages open(Target target);

    /** The pages of one look. Nobody else uses them at the same time. */
    interface Pages {
        /**
         * A page.
         *
         * @param round what is looked for
         * @param place where to go on; empty for the beginning
         * @param told the time that findings are to bear as that of their telling
         * @throws PullFailedException when it may not or cannot; the page may be asked for again
         */
        Harvest next(Round round, String place, Instant told);
    }
}
