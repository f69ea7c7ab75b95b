package com.kaldrix.monitoring.anomaly.shard;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Leases for tests of other features. */
public final class TestLeases {
    private TestLeases() {}

    public static Leases on(JdbcClient jdbc) {
        return new JdbcLeases(jdbc);
    }
}
