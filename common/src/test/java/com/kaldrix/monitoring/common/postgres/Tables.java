package com.kaldrix.monitoring.common.postgres;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables of a database that a service works with meanwhile. */
public final class Tables {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Tables() {}

    /**
     * Empties them and what refers to them. Of two that wait for each other PostgreSQL ends one, and that may be this: then it is
     * tried again.
     *
     * @param names with commas between them
     */
    public static void empty(JdbcClient jdbc, String names) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(PessimisticLockingFailureException.class)
                .until(() -> jdbc.sql("truncate " + names + " cascade").update() >= 0);
    }
}
