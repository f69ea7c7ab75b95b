package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.compliance.MigratedDatabase;

/** The trail of a database, for tests of those who write to it. */
public final class TestTrails {
    private TestTrails() {}

    public static Trail of(MigratedDatabase database) {
        return new JdbcTrail(database.jdbc(), database.template(), database.transactions());
    }
}
