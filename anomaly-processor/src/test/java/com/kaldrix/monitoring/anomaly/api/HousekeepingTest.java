package com.kaldrix.monitoring.anomaly.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.postgres.Tables;
import com.kaldrix.monitoring.common.severity.Severity;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** The scheduler itself, on the clock of the tests. */
class HousekeepingTest extends ApiTest {
    private final FindingsSink desk;
    private final TransactionOperations transactions;
    private final MeterRegistry meters;

    @Autowired
    HousekeepingTest(FindingsSink desk, TransactionOperations transactions, MeterRegistry meters) {
        this.meters = meters;
        this.desk = desk;
        this.transactions = transactions;
    }

    private void find(String metric, Instant start) {
        Anomaly anomaly = TestAnomalies.of(
                TestAnomalies.series(metric, "us-east-1", metric), start, start.plusSeconds(60), Severity.P2);
        transactions.executeWithoutResult(status -> {
            try (FindingsSink.Writing writing = desk.begin(start)) {
                writing.found(anomaly.series(), new Found(anomaly, TestAnomalies.trace(start)));
            }
        });
    }

    private void message(String name, Instant at) {
        jdbc.sql("insert into journal_message (shard, message, received_at) values (0, :name, :at)")
                .param("name", name)
                .param("at", Timestamp.from(at))
                .update();
    }

    @Test
    void historyIsKeptForAYearAndMessagesForTwoWeeks() {
        Tables.empty(jdbc, "journal_message");
        find("old", START);
        find("young", START.plus(Duration.ofDays(2)));
        message("old", START.plus(Duration.ofDays(350)));
        message("young", START.plus(Duration.ofDays(353)));
        assertThat(body(get(VIEWER, "/api/v1/events")).path("items")).hasSize(2);

        clock.set(START.plus(Duration.ofDays(366)));
        await().atMost(Duration.ofSeconds(40))
                .until(() -> body(get(VIEWER, "/api/v1/events")).path("items").size() == 1 && messages() == 1);
        assertThat(body(get(VIEWER, "/api/v1/anomalies"))
                        .at("/items/0/series/__name__")
                        .stringValue())
                .isEqualTo("young");
        assertThat(body(get(VIEWER, "/api/v1/anomalies")).path("items")).hasSize(1);
        assertThat(jdbc.sql("select count(*) from anomaly_trace")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private long messages() {
        return jdbc.sql("select count(*) from journal_message")
                .query(Long.class)
                .single();
    }

    @Test
    void whatGoesOnIsCounted() {
        find("kaldrix_node_peers", START);
        jdbc.sql("update anomaly set ended_at = null").update();
        jdbc.sql("update event set ended_at = null").update();
        // A look-up is kept for some seconds.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> open("kaldrix.anomaly.open", "severity", "P2", "family", "business") == 1
                        && open("kaldrix.anomaly.events.open", "severity", "P2") == 1
                        && open("kaldrix.anomaly.events.open", "severity", "P0") == 0);
    }

    private double open(String name, String... tags) {
        return meters.get(name).tags(tags).gauge().value();
    }
}
