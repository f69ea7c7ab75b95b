package com.kaldrix.monitoring.anomaly.feedback;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All that was said; what was taken back is kept with who did so, and not shown. */
interface Feedbacks {
    /** A page of what holds, the youngest first. */
    Page<Feedback> find(Optional<Cursor> after, int limit);

    /** One that holds. */
    Optional<Feedback> find(UUID id);

    /** What holds of an event. */
    List<Feedback> ofEvent(UUID event);

    /** Keeps it, in the caller's transaction. */
    void add(Feedback feedback);

    /** Takes it back, in the caller's transaction; whether it held. */
    boolean withdraw(UUID id, String by, Instant now);

    /** Forgets what was said before that time and holds no longer; how many. */
    int forget(Instant before);
}
