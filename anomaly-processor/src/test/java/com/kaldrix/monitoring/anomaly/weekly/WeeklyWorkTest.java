package com.kaldrix.monitoring.anomaly.weekly;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.follow.TestReadings;
import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.zaxxer.hikari.HikariDataSource;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xml.sax.InputSource;

class WeeklyWorkTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int HOURS = 21 * 24;

    private final HikariDataSource database = TestDatabases.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final SettableClock clock = new SettableClock(START.plus(Duration.ofHours(HOURS)));
    private final List<AlertSignal> told = new ArrayList<>();
    private final TestReadings some = new TestReadings(jdbc, transactions);
    private final Notes notes = new JdbcNotes(jdbc, new JsonColumns());

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private WeeklyWork replica() {
        return new WeeklyWork(
                new WeeklyWork.Shop(
                        notes,
                        messages ->
                                messages.forEach(message -> told.add(CloudEvents.read(message.body(), AlertSignal.class)
                                        .data())),
                        transactions,
                        clock,
                        new Region("us-east-1"),
                        URI.create("https://anomalies.example.com")),
                new Review(some.readings(), TestReadings.FOLLOWING));
    }

    private static Labels series(String name) {
        return Labels.of("__name__", name, "region", "eu-west-1", "component", "storage");
    }

    /** Three weeks, two readings an hour: one disk fills, one is idle, one is full, an API becomes slower, the rest is as it was. */
    private void write() {
        Random random = new Random(4);
        int count = 2 * HOURS;
        long[] times = new long[count];
        double[][] values = new double[6][count];
        for (int i = 0; i < count; i++) {
            times[i] = START.plus(Duration.ofMinutes(30L * i)).toEpochMilli();
            double day = Math.sin(2 * Math.PI * i / 48);
            values[0][i] = 0.4 + 0.3 * i / count + 0.01 * day + 0.005 * random.nextGaussian();
            values[1][i] = 0.05 + 0.01 * day + 0.005 * random.nextGaussian();
            values[2][i] = 1.2 + 0.01 * random.nextGaussian();
            values[3][i] = 0.2 + 0.3 * i / count + 0.02 * day + 0.01 * random.nextGaussian();
            values[4][i] = 0.3 + 0.02 * day + 0.01 * random.nextGaussian();
            values[5][i] = 20 + 0.2 * day + 0.05 * random.nextGaussian();
        }
        some.write(
                List.of(
                        series("fills_used_ratio"),
                        series("idle_used_ratio"),
                        series("full_used_ratio"),
                        series("api_latency_seconds"),
                        series("other_latency_seconds"),
                        series("wished_ratio")),
                times,
                values);
    }

    @Test
    void notesOnceAWeekWhatRunsOutWhatBecomesSlowerAndWhatIsNotUsed() throws Exception {
        write();
        clock.set(Instant.parse("2026-03-23T06:01:00Z"));
        replica().run(() -> {});
        replica().run(() -> {});
        assertThat(told)
                .extracting(signal ->
                        signal.labels().get("kind") + " " + signal.labels().get("metric"))
                .containsExactlyInAnyOrder(
                        "capacity fills_used_ratio",
                        "performance api_latency_seconds",
                        "optimisation idle_used_ratio",
                        "optimisation full_used_ratio",
                        "optimisation wished_ratio");
        assertThat(told).allSatisfy(signal -> {
            assertThat(signal.severity()).isEqualTo(Severity.P3);
            assertThat(signal.endsAt()).isEqualTo("2026-03-30T06:01:00Z");
            assertThat(signal.link()).endsWith("/plot.svg");
        });
        assertThat(told.getFirst().annotations().get("summary"))
                .matches(
                        "fills_used_ratio reaches 1 in about (19|20|21|22|23) days if it goes on like this \\(0\\.7.* now\\)|"
                                + "fills_used_ratio reaches 1 in about (19|20|21|22|23) days if it goes on like this \\(0\\.69.* now\\)");
        for (Note note : notes.latest()) {
            String svg = NotePlot.svg(note);
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg)))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
            assertThat(svg).doesNotContain("NaN").contains(note.series().get("__name__"));
        }

        clock.set(Instant.parse("2026-03-30T05:59:00Z"));
        replica().run(() -> {});
        assertThat(told).as("before six on Monday it is the same week").hasSize(5);
        clock.set(Instant.parse("2026-03-30T06:00:00Z"));
        replica().run(() -> {});
        assertThat(told).hasSizeGreaterThan(5);
    }

    @Test
    void afterADayThereIsNothingToSay() {
        some.write(List.of(series("idle_used_ratio")), new long[] {START.toEpochMilli()}, new double[][] {{0.1}});
        replica().run(() -> {});
        assertThat(told).isEmpty();
        assertThat(notes.latest()).isEmpty();
    }
}
