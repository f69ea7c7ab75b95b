package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.audit.log.TestTrails;
import com.kaldrix.monitoring.compliance.framework.Frameworks;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import java.util.List;

/** Findings of a database, for tests of those who use them. */
public final class TestFindings {
    static final Mapper MAPPER = new Mapper(Frameworks.shipped(), SecurityHubControls.shipped());

    private TestFindings() {}

    public static Findings of(MigratedDatabase database) {
        return new JdbcFindings(
                database.jdbc(),
                new FindingPages(database.jdbc(), new ClueTargets(database.jdbc(), MAPPER)),
                new MissingFindings(database.jdbc()),
                new ComponentRules(List.of()),
                TestTrails.of(database));
    }

    public static Tallies tallies(MigratedDatabase database) {
        return new JdbcTallies(database.jdbc());
    }
}
