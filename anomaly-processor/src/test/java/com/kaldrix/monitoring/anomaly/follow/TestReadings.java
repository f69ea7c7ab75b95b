package com.kaldrix.monitoring.anomaly.follow;

import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Followed series for tests: those with a component, and all whose name ends in {@code _ratio}, which are full at 1. */
public final class TestReadings {
    public static final Following FOLLOWING = new Following(
            List.of(Matchers.parse("{component=~\".+\"}")),
            List.of(
                    new Following.Rule(Matchers.parse("{__name__=\"wished_ratio\"}"), new Threshold(40, true), true),
                    new Following.Rule(Matchers.parse("{__name__=~\".*_ratio\"}"), new Threshold(1, true), false)),
            24);

    private final JdbcReadings readings;
    private final TransactionOperations transactions;

    public TestReadings(JdbcClient jdbc, TransactionOperations transactions) {
        this(jdbc, transactions, FOLLOWING);
    }

    TestReadings(JdbcClient jdbc, TransactionOperations transactions, Following following) {
        readings = new JdbcReadings(jdbc, new JsonColumns(), following);
        this.transactions = transactions;
    }

    public Readings readings() {
        return readings;
    }

    /** Readings of some series in one transaction, as a shard writes them. */
    public void write(List<Labels> series, long[] times, double[][] values) {
        transactions.executeWithoutResult(status -> {
            try (FindingsSink.Writing writing = readings.begin(Instant.ofEpochMilli(times[0]))) {
                for (int i = 0; i < times.length; i++) {
                    for (int j = 0; j < series.size(); j++) {
                        writing.found(series.get(j), new Reading(times[i], values[j][i]));
                    }
                }
            }
        });
    }
}
