package com.kaldrix.monitoring.anomaly.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.correlate.Components.Name;
import com.kaldrix.monitoring.anomaly.event.TestEvents;
import com.kaldrix.monitoring.anomaly.follow.TestReadings;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Series of a component from their readings in a real database to the alert. */
class CorrelationTest {
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    private static final Labels LOAD = series("kaldrix_requests_rate");
    private static final Labels CPU = series("process_cpu");
    private static final int ROWS = 700;

    private final HikariDataSource database = TestDatabases.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final SettableClock clock = new SettableClock(START);
    private final List<AlertSignal> told = new ArrayList<>();
    private final TestReadings some = new TestReadings(jdbc, transactions);
    private final Components components = new JdbcComponents(jdbc, new JsonColumns());
    private final FindingsSink desk = TestEvents.desk(jdbc, told::add);

    private static Labels series(String name) {
        return Labels.of("__name__", name, "region", "eu-west-1", "component", "api");
    }

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Correlation replica() {
        return replica(desk);
    }

    private Correlation replica(FindingsSink sink) {
        CorrelationProperties properties = new CorrelationProperties(Duration.ofSeconds(10), Duration.ofMinutes(1));
        return new Correlation(
                new Correlation.Shop(some.readings(), components, sink, transactions, clock), properties, 24);
    }

    /** CPU follows load but from row 500 to 560. */
    private void write() {
        Random random = new Random(1);
        long[] times = new long[ROWS];
        double[][] values = new double[2][ROWS];
        double load = 0;
        double stray = 0;
        for (int i = 0; i < ROWS; i++) {
            load = 0.9 * load + random.nextGaussian();
            stray = 0.9 * stray + random.nextGaussian();
            times[i] = START.plusSeconds(10L * i).toEpochMilli();
            values[0][i] = 100 + 5 * load + random.nextGaussian();
            values[1][i] = 0.4 + 0.02 * (i >= 500 && i < 560 ? stray : load);
        }
        some.write(List.of(LOAD, CPU), times, values);
    }

    private void pass(Correlation replica, int row) {
        clock.set(START.plusSeconds(10L * row));
        for (int i = 0; i < 20 && replica.run(() -> {}).isZero(); i++) {
            assertThat(i).as("comes to an end").isLessThan(19);
        }
    }

    @Test
    void aBreakIsOneAlertInWordsAndIsOverAgain() {
        write();
        Correlation replica = replica();
        for (int row = 400; row <= ROWS + 20; row += 7) {
            pass(replica, row);
        }
        assertThat(told)
                .extracting(AlertSignal::status)
                .containsExactly(AlertSignal.Status.FIRING, AlertSignal.Status.RESOLVED);
        assertThat(told.getFirst().annotations().get("summary")).contains("Correlation break");
        assertThat(told.getFirst().annotations().get("description"))
                .contains("usually go together (correlation 0.")
                .contains("kaldrix_requests_rate")
                .contains("over the last 5 minutes it is");
        assertThat(components.find(new Name("eu-west-1", "api")).orElseThrow().pairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.usual()).isGreaterThan(0.9));
        assertThat(jdbc.sql("select count(*) from anomaly where type = 'correlation-break'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anotherReplicaGoesOnAndNothingIsToldTwice() {
        write();
        Correlation first = replica();
        Correlation second = replica();
        int turn = 0;
        for (int row = 400; row <= ROWS + 20; row += 7) {
            // One that was away reads again what the other has written since.
            pass(turn++ % 3 == 0 ? first : second, row);
            if (turn % 10 == 0) {
                second = replica();
            }
        }
        assertThat(told)
                .extracting(AlertSignal::status)
                .containsExactly(AlertSignal.Status.FIRING, AlertSignal.Status.RESOLVED);
    }

    @Test
    void whatCannotBeToldIsNotForgotten() {
        write();
        boolean[] failing = {true};
        FindingsSink fails = now -> {
            if (failing[0]) {
                throw new IllegalStateException("for the test");
            }
            return desk.begin(now);
        };
        Correlation replica = replica(fails);
        pass(replica, 400);
        pass(replica, 560);
        assertThat(told).isEmpty();
        failing[0] = false;
        pass(replica, 561);
        assertThat(told).extracting(AlertSignal::status).containsExactly(AlertSignal.Status.FIRING);
    }
}
