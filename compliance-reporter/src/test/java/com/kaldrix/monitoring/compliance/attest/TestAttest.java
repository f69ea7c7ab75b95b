package com.kaldrix.monitoring.compliance.attest;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.audit.log.TestTrails;

/** Waivers and attestations of a database, for tests of those who use them. */
public final class TestAttest {
    private TestAttest() {}

    public static Waivers waivers(MigratedDatabase database) {
        return new JdbcWaivers(database.jdbc(), TestTrails.of(database), new JsonColumns());
    }

    public static Attestations attestations(MigratedDatabase database) {
        return new JdbcAttestations(database.jdbc(), TestTrails.of(database), new JsonColumns());
    }
}
