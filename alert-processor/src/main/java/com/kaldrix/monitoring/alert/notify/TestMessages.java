package com.kaldrix.monitoring.alert.notify;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages that tried receivers out. They belong to no incident and do not go with one. */
@Repository
public class TestMessages {
    private static final String FORGET = """
            delete from delivery where incident_id is null and created_at < :before
            """;

    private final JdbcClient jdbc;

    TestMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Forgets those that were sent before {@code before}; how many they were. */
    public int forget(Instant before) {
        return jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }
}
