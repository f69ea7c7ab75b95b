package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Scores over time. */
public interface ScorePoints {
    /**
     * Keeps those that are others than they were, and all once a day (UTC), in the caller's transaction.
     *
     * @return how many were kept
     */
    int keep(Collection<StandardScore> scores, Instant now);

    /**
     * The last one of each day that has any, from the oldest to the newest.
     *
     * @param from at this instant or later
     * @param to at this instant or before
     * @param zone whose days are meant
     */
    List<ScorePoint> daily(String framework, Part part, Instant from, Instant to, ZoneId zone);

    /** How it stood then with every chapter of every standard; what was not known yet is not there. */
    List<ScorePoint> domainsAt(Instant at);

    /**
     * A page, the latest first.
     *
     * @param from at this instant or later; empty for all
     * @param to before this instant; empty for all
     */
    Page<ScorePoint> find(
            String framework,
            Part part,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Cursor> after,
            int limit);
}
