package com.kaldrix.monitoring.compliance.housekeeping;

import com.kaldrix.monitoring.compliance.intake.Inbox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets what is older than it has to be. Every step is a statement of its own: it may stop anywhere and go on later. */
@Component
@EnableConfigurationProperties(RetentionProperties.class)
class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int BATCH = 1000;
    /** One run ends after so many batches, so that a great backlog does not keep a replica from stopping. */
    private static final int MOST_BATCHES = 500;

    private final Inbox inbox;
    private final JdbcClient jdbc;
    private final RetentionProperties properties;
    private final Clock clock;

    Retention(Inbox inbox, JdbcClient jdbc, RetentionProperties properties, Clock clock) {
        this.inbox = inbox;
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** Forgets messages that no queue can deliver again. */
    void forgetMessages() {
        told("messages", inbox.forget(clock.instant().minus(properties.messages())));
    }

    /** Forgets what happened long ago. */
    void forgetHistory() {
        told("activities", forget("activity", properties.activity()));
        told("configurations", forget("configuration_change", properties.configuration()));
        told("responses", forget("alert_response", properties.responses()));
    }

    private int forget(String table, Duration kept) {
        int all = 0;
        for (int i = 0; i < MOST_BATCHES && !Thread.currentThread().isInterrupted(); i++) {
            int forgotten = jdbc.sql("delete from " + table + " where id in (select id from " + table
                            + " where at < :before order by at, id limit :batch)")
                    .param("before", Timestamp.from(clock.instant().minus(kept)))
                    .param("batch", BATCH)
                    .update();
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
