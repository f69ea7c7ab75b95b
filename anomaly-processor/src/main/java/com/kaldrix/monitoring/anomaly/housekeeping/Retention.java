package com.kaldrix.monitoring.anomaly.housekeeping;

import com.kaldrix.monitoring.anomaly.backtest.job.OldJobs;
import com.kaldrix.monitoring.anomaly.detector.OldDetectors;
import com.kaldrix.monitoring.anomaly.event.Events;
import com.kaldrix.monitoring.anomaly.feedback.OldFeedback;
import com.kaldrix.monitoring.anomaly.journal.Journal;
import com.kaldrix.monitoring.anomaly.roster.Roster;
import com.kaldrix.monitoring.anomaly.upkeep.Upkeep;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Forgets what is older than it has to be. Every step is a statement of its own: it may stop anywhere and go on later. */
@Component
@EnableConfigurationProperties(RetentionProperties.class)
class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int BATCH = 1000;
    /** One run ends after so many batches, so that a great backlog does not keep a replica from stopping. */
    private static final int MOST_BATCHES = 500;

    private final Journal journal;
    private final Events events;
    private final Roster roster;
    private final Others others;
    private final RetentionProperties properties;
    private final Clock clock;

    /** What else grows old. */
    @Component
    record Others(OldDetectors detectors, OldFeedback feedback, OldJobs jobs, List<Upkeep> upkeeps) {}

    Retention(
            Journal journal, Events events, Roster roster, Others others, RetentionProperties properties, Clock clock) {
        this.journal = journal;
        this.events = events;
        this.roster = roster;
        this.others = others;
        this.properties = properties;
        this.clock = clock;
    }

    /** Forgets messages that no queue can deliver again. */
    void forgetMessages() {
        told("messages", journal.forgetMessages(clock.instant().minus(properties.messages())));
    }

    /** Forgets what ended long ago. */
    void forgetHistory() {
        Instant now = clock.instant();
        Instant before = now.minus(properties.history());
        told("events", again(() -> events.forget(before, BATCH)));
        told("readings", again(() -> others.detectors().forgetReadings(before, BATCH)));
        told("detectors", others.detectors().forgetEnded(before));
        told("feedback", others.feedback().forget(before));
        told("backtests", others.jobs().forget(now.minus(properties.backtests())));
        told("series", roster.forget(now.minus(properties.series())));
    }

    /** Looks after what grows by the hour. */
    void upkeep() {
        Instant now = clock.instant();
        others.upkeeps().forEach(one -> told("what nothing needs", one.forget(now)));
    }

    private static int again(IntSupplier batch) {
        int all = 0;
        for (int i = 0; i < MOST_BATCHES && !Thread.currentThread().isInterrupted(); i++) {
            int forgotten = batch.getAsInt();
            all += forgotten;
            if (forgotten < BATCH) {
                break;
            }
        }
        return all;
    }

    private static void told(String what, int forgotten) {
        if (forgotten > 0) {
            LOG.atDebug()
                    .addKeyValue("what", what)
                    .addKeyValue("forgotten", forgotten)
                    .log("Forgot what is too old");
        }
    }
}
