package com.kaldrix.monitoring.anomaly.feedback;

import com.kaldrix.monitoring.anomaly.settings.Adjustment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said.
 *
 * @param event of which event; null when it was said of series
 * @param reason why, in words
 * @param adjustment what follows for how series are judged
 * @param by who
 * @param at when
 */
record Feedback(
        UUID id,
        FeedbackKind kind,
        @Nullable UUID event,
        String reason,
        Adjustment adjustment,
        String by,
        Instant at) {}
