package com.kaldrix.monitoring.anomaly.suppress;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules for tests of other features. */
public final class TestSuppressions {
    private TestSuppressions() {}

    public static Suppressions on(JdbcClient jdbc) {
        return new JdbcSuppressions(jdbc);
    }
}
