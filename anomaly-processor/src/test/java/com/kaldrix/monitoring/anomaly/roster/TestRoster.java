package com.kaldrix.monitoring.anomaly.roster;

import com.kaldrix.monitoring.common.json.JsonColumns;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A roster for tests of other features. */
public final class TestRoster {
    private TestRoster() {}

    public static Roster on(DataSource database) {
        return new JdbcRoster(JdbcClient.create(database), new JdbcTemplate(database), new JsonColumns());
    }
}
