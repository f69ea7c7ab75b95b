package com.kaldrix.monitoring.compliance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.compliance.ComplianceReporter;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Real event shapes of every source through a topic and a queue into the database and the audit trail. */
@SpringBootTest(classes = ComplianceReporter.class)
@Import(LiveIntakeTest.StandingStill.class)
@DirtiesContext
class LiveIntakeTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TestDatabase DATABASE = LocalPostgres.shared().freshDatabase();
    private static final LiveTopic TOPIC = new LiveTopic();
    private static final Path FOLDER = folder();

    private final JdbcClient jdbc;
    private final Trail trail;
    private final MeterRegistry meters;

    @Autowired
    LiveIntakeTest(JdbcClient jdbc, Trail trail, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.meters = meters;
    }

    /** The clock stands still. */
    @TestConfiguration(proxyBeanMethods = false)
    static class StandingStill {
        @Bean
        SettableClock settableClock() {
            return new SettableClock(NOW);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("live");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        properties.add("spring.datasource.url", DATABASE::jdbcUrl);
        properties.add("spring.datasource.username", DATABASE::username);
        properties.add("spring.datasource.password", DATABASE::password);
        properties.add("kaldrix.outbox.enabled", () -> "false");
        properties.add("kaldrix.aws.endpoint", TOPIC::endpoint);
        properties.add("kaldrix.region", () -> LiveTopic.REGION);
        properties.add("kaldrix.intake.queues", () -> LiveTopic.REGION + ":" + LiveTopic.QUEUE);
        properties.add("kaldrix.intake.long-poll", () -> "1s");
        properties.add("kaldrix.trail.location", () -> FOLDER.resolve("objects").toString());
        properties.add("kaldrix.trail.key", () -> FOLDER.resolve("key.pem").toString());
    }

    @AfterAll
    static void stop() {
        TOPIC.close();
    }

    private static String text(String name) {
        try (InputStream in = LiveIntakeTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> golden() {
        Path folder = Path.of("src/test/resources/events");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().contains("half-empty"))
                    .sorted()
                    .map(file -> text("/events/" + folder.relativize(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private void settled() {
        await().atMost(PATIENCE).until(() -> TOPIC.waiting() == 0);
    }

    private double messages(String outcome) {
        return meters.get("kaldrix.compliance.messages")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private String state() {
        return Stream.of(
                        "select string_agg(finding::text, E'\\n' order by id) from finding",
                        "select string_agg(tally::text, E'\\n' order by tally::text) from tally",
                        "select string_agg(activity::text, E'\\n' order by id) from activity",
                        "select string_agg(configuration_change::text, E'\\n' order by id) from configuration_change",
                        "select string_agg(alert_response::text, E'\\n' order by id) from alert_response")
                .map(sql -> jdbc.sql(sql).query(String.class).single())
                .reduce("", String::concat);
    }

    @Test
    void everySourceIsKeptWhatComesAgainChangesNothingAndWhatCannotBeReadIsBuriedWithAReason() {
        golden().forEach(TOPIC::publish);
        TOPIC.publish(text("/contracts/com.kaldrix.alert.lifecycle.v1/samples/acknowledged-full.json"));
        TOPIC.publish(text("/contracts/com.kaldrix.audit.write.v1/samples/minimal.json"));
        settled();
        await().atMost(PATIENCE).until(() -> trail.waiting() == 0);

        assertThat(jdbc.sql("select distinct split_part(control, ':', 1) from finding")
                        .query(String.class)
                        .list())
                .contains("securityhub", "guardduty", "macie", "inspector", "config", "accessanalyzer");
        assertThat(count("select count(*) from activity where kind <> 'Token'")).isEqualTo(3);
        assertThat(count("select count(*) from activity where kind = 'Token'")).isEqualTo(1);
        assertThat(count("select count(*) from configuration_change")).isEqualTo(2);
        assertThat(count("select count(*) from alert_response")).isEqualTo(1);
        assertThat(count("select count(*) from finding where control like 'kaldrix:%'"))
                .isPositive();
        assertThat(count("select count(distinct subject) from trail_entry where kind = 'finding.changed'"))
                .isEqualTo(count("select count(*) from finding"));
        assertThat(count("select count(*) from trail_entry where kind = 'write'"))
                .isEqualTo(1);
        assertThat(count("select coalesce(sum(passed + failed + warning + not_available), 0) from tally"))
                .isEqualTo(count("select count(*) from finding where counts"))
                .isPositive();
        assertThat(TOPIC.reasons()).isEmpty();

        String before = state();
        long entries = trail.size();
        golden().forEach(TOPIC::send);
        TOPIC.send(text("/contracts/com.kaldrix.alert.lifecycle.v1/samples/acknowledged-full.json"));
        TOPIC.send(text("/contracts/com.kaldrix.audit.write.v1/samples/minimal.json"));
        settled();
        assertThat(state()).as("the same events by another way").isEqualTo(before);
        assertThat(trail.waiting()).isZero();
        assertThat(trail.size()).isEqualTo(entries);

        double accepted = messages("accepted");
        TOPIC.send("{\"source\":\"aws.guardduty\",\"detail-type\":\"GuardDuty Finding\",\"detail\":{}}");
        TOPIC.send("no JSON at all");
        TOPIC.send(text("/events/half-empty/one-of-two.json"));
        settled();
        assertThat(TOPIC.reasons())
                .hasSize(3)
                .anySatisfy(reason -> assertThat(reason).startsWith("guardduty: "))
                .anySatisfy(reason -> assertThat(reason).startsWith("body "));
        assertThat(messages("accepted")).as("one of two could be read").isEqualTo(accepted + 1);
        assertThat(messages("poison")).isEqualTo(3);
    }

    private static void database(String... statements) throws SQLException {
        String server = "jdbc:postgresql://127.0.0.1:" + DATABASE.server().port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(server, DATABASE.username(), DATABASE.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void whatComesWhileTheDatabaseIsAwayIsKeptWhenItIsBack() throws SQLException {
        database(
                "alter database " + DATABASE.name() + " with allow_connections false",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + DATABASE.name() + "'");
        String name = "arn:aws:securityhub:eu-west-1:123456789012:security-control/IAM.4/finding/outage";
        try {
            TOPIC.publish(text("/events/securityhub/consolidated.json")
                    .replaceAll("arn:aws:securityhub:[^\"]*/finding/[^\"]*", name));
            await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(6)).until(() -> TOPIC.waiting() == 1);
        } finally {
            database("alter database " + DATABASE.name() + " with allow_connections true");
        }
        await().atMost(Duration.ofSeconds(120)).until(() -> TOPIC.waiting() == 0);
        assertThat(count("select count(*) from finding where words::text like '%" + name + "%'"))
                .isEqualTo(1);
        assertThat(TOPIC.reasons()).isEmpty();
    }
}
