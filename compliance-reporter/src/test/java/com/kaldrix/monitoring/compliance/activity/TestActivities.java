package com.kaldrix.monitoring.compliance.activity;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.audit.log.TestTrails;

/** Activities of a database, for tests of those who add to them. */
public final class TestActivities {
    private TestActivities() {}

    public static Activities of(MigratedDatabase database) {
        return new JdbcActivities(database.jdbc(), TestTrails.of(database), new JsonColumns());
    }
}
