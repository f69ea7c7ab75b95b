package com.kaldrix.monitoring.alert.housekeeping;

import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.incident.Incidents;
import com.kaldrix.monitoring.alert.intake.Inbox;
import com.kaldrix.monitoring.alert.notify.TestMessages;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Forgets what is older than it has to be. Every step is a statement of its own: it may stop anywhere and go on later. */
@Component
@EnableConfigurationProperties(RetentionProperties.class)
class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int BATCH = 200;
    /** One run ends after so many batches, so that a great backlog does not keep a replica from stopping. */
    private static final int MOST_BATCHES = 500;

    private final Incidents incidents;
    private final Alerts alerts;
    private final Inbox inbox;
    private final TestMessages tests;
    private final RetentionProperties properties;
    private final Clock clock;

    Retention(
            Incidents incidents,
            Alerts alerts,
            Inbox inbox,
            TestMessages tests,
            RetentionProperties properties,
            Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.inbox = inbox;
        this.tests = tests;
        this.properties = properties;
        this.clock = clock;
    }

    /** Forgets incidents that were over long ago, with all that belongs to them, and old tests of receivers. */
    void forgetIncidents() {
        var before = clock.instant().minus(properties.incidents());
        int all = tests.forget(before);
        for (int batch = 0; batch < MOST_BATCHES && !Thread.currentThread().isInterrupted(); batch++) {
            int forgotten = incidents.forget(before, BATCH);
            all += forgotten;
            if (forgotten < BATCH) {
                break;
            }
        }
        told("incidents", all);
    }

    /** Forgets alerts that are over and belong to no incident any more. */
    void forgetAlerts() {
        told("alerts", alerts.forget(clock.instant().minus(properties.alerts())));
    }

    /** Forgets messages that no queue can deliver again. */
    void forgetMessages() {
        told("inbox", inbox.forget(clock.instant().minus(properties.inbox())));
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
