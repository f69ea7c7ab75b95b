package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.attest.TestAttest;
import com.kaldrix.monitoring.compliance.finding.TestFindings;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Frameworks;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import java.time.Clock;

/** Scores of a database, for tests of those who use them. */
public final class TestScores {
    private static final Catalogue CATALOGUE = Frameworks.shipped();
    private static final SecurityHubControls CONTROLS = SecurityHubControls.shipped();

    private TestScores() {}

    public static Scores of(MigratedDatabase database, Clock clock) {
        return new StoreScores(
                new Assessment(CATALOGUE, new Mapper(CATALOGUE, CONTROLS), CONTROLS),
                TestFindings.tallies(database),
                TestAttest.waivers(database),
                TestAttest.attestations(database),
                clock);
    }

    public static ScorePoints points(MigratedDatabase database) {
        return new JdbcScorePoints(database.jdbc());
    }
}
