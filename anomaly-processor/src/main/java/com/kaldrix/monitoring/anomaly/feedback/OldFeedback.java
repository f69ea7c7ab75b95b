package com.kaldrix.monitoring.anomaly.feedback;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** What of feedback grows old. */
@Component
public class OldFeedback {
    private final Feedbacks feedbacks;

    OldFeedback(Feedbacks feedbacks) {
        this.feedbacks = feedbacks;
    }

    /** Forgets what was said before and holds no longer; how many. */
    public int forget(Instant before) {
        return feedbacks.forget(before);
    }
}
