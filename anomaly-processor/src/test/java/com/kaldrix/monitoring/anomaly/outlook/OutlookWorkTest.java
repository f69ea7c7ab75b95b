package com.kaldrix.monitoring.anomaly.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kaldrix.monitoring.anomaly.event.TestEvents;
import com.kaldrix.monitoring.anomaly.follow.TestReadings;
import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A disk that fills, from its readings in a real database to the alert. */
class OutlookWorkTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Labels DISK =
            Labels.of("__name__", "efs_used_ratio", "region", "eu-west-1", "component", "storage");

    private final HikariDataSource database = TestDatabases.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final SettableClock clock = new SettableClock(START);
    private final List<AlertSignal> told = new ArrayList<>();
    private final TestReadings some = new TestReadings(jdbc, transactions);
    private final Outlooks outlooks = new JdbcOutlooks(jdbc, new JsonColumns());
    private final OutlookWork work = replica();

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private OutlookWork replica() {
        return new OutlookWork(
                new OutlookWork.Shop(some.readings(), outlooks, TestEvents.desk(jdbc, told::add), transactions, clock),
                new ForecastProperties(Duration.ofMinutes(5), Duration.ofDays(7), Duration.ofHours(1)));
    }

    /** Readings each six minutes from one hour to another. */
    private void write(int from, int to, IntToDoubleFunction values) {
        int count = (to - from) * 10;
        long[] times = new long[count];
        double[][] written = new double[1][count];
        Random random = new Random(from);
        for (int i = 0; i < count; i++) {
            times[i] = START.plus(Duration.ofMinutes(60L * from + 6L * i)).toEpochMilli();
            written[0][i] = values.applyAsDouble(from * 10 + i) + 0.002 * random.nextGaussian();
        }
        some.write(List.of(DISK), times, written);
    }

    private Outlook look(OutlookWork by, int hour) {
        clock.set(START.plus(Duration.ofHours(hour)));
        by.run(() -> {});
        return outlooks.all().getFirst();
    }

    /** Full after seven days. */
    private static double filling(int i) {
        return 0.3 + 0.7 * i / 1680;
    }

    @Test
    void aDiskThatFillsIsToldOnceWithTheTimeAndIsOverWhenItFillsNoLonger() {
        write(0, 96, OutlookWorkTest::filling);
        Outlook outlook = look(work, 96);
        assertThat(outlook.reached().orElseThrow().expected())
                .isCloseTo(START.plus(Duration.ofDays(7)), within(Duration.ofHours(8)));
        assertThat(told).hasSize(1);
        AlertSignal first = told.getFirst();
        assertThat(first.status()).isEqualTo(AlertSignal.Status.FIRING);
        assertThat(first.severity()).isEqualTo(Severity.P3);
        assertThat(first.annotations().get("summary"))
                .matches("Predicted breach of efs_used_ratio in eu-west-1: efs_used_ratio reaches 1 in 3 days ± \\d"
                        + " \\((0\\.69|0\\.7)\\d* now, by .*\\)");

        write(96, 110, OutlookWorkTest::filling);
        for (int hour = 97; hour <= 110; hour++) {
            look(hour % 2 == 0 ? work : replica(), hour);
        }
        assertThat(told).as("it is told once").hasSize(1);

        write(110, 250, i -> filling(1100));
        for (int hour = 111; hour <= 250; hour += 5) {
            look(work, hour);
        }
        assertThat(told)
                .extracting(AlertSignal::status)
                .containsExactly(AlertSignal.Status.FIRING, AlertSignal.Status.RESOLVED);
        assertThat(outlooks.all().getFirst().reached()).isEmpty();
        assertThat(outlooks.all().getFirst().hours()).hasSize(24);
    }

    @Test
    void becomesMoreUrgentAndStaysWhenItIsFull() {
        write(0, 96, OutlookWorkTest::filling);
        for (int hour = 96; hour <= 175; hour++) {
            look(work, hour);
            write(hour, hour + 1, i -> Math.min(1, filling(i)));
        }
        assertThat(told).extracting(AlertSignal::severity).containsExactly(Severity.P3, Severity.P2, Severity.P1);
        assertThat(told)
                .extracting(AlertSignal::identity)
                .containsOnly(told.getFirst().identity());
        assertThat(told.getLast().annotations().get("summary")).contains("hour");
    }

    @Test
    void aDailyWaveIsForecastAndIsNoBreach() {
        write(0, 24 * 14, i -> 0.5 + 0.2 * Math.sin(2 * Math.PI * i / 240));
        Outlook outlook = look(work, 24 * 14);
        assertThat(told).isEmpty();
        assertThat(outlook.reached()).isEmpty();
        assertThat(outlook.by()).isNotNull();
        assertThat(outlook.hours()).hasSize(24).allSatisfy(hour -> {
            int i = (int) Duration.between(START, hour.from()).toMinutes() / 6;
            double truth = 0.5 + 0.2 * Math.sin(2 * Math.PI * (i + 4.5) / 240);
            assertThat(hour.value()).isCloseTo(truth, within(0.03));
            assertThat(hour.low()).isLessThanOrEqualTo(hour.value() + 1e-9);
            assertThat(hour.high()).isGreaterThanOrEqualTo(hour.low());
        });
    }

    @Test
    void saysNothingBeforeItKnowsAnything() {
        write(0, 1, OutlookWorkTest::filling);
        look(work, 1);
        assertThat(told).isEmpty();
        assertThat(outlooks.all().getFirst().hours()).isEmpty();
    }
}
