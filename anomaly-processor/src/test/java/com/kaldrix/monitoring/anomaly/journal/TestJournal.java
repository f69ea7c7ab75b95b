package com.kaldrix.monitoring.anomaly.journal;

import com.kaldrix.monitoring.anomaly.shard.Leases;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A journal for tests of other features. */
public final class TestJournal {
    private TestJournal() {}

    public static Journal on(DataSource database, TransactionOperations transactions, Leases leases) {
        return new JdbcJournal(JdbcClient.create(database), new JdbcTemplate(database), transactions, leases);
    }
}
