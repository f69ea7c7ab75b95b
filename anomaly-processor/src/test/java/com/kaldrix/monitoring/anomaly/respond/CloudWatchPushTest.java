package com.kaldrix.monitoring.anomaly.respond;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.anomaly.Anomalies.Place;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.common.postgres.Tables;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricInbox.Reaction;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** With the real SDK against a CloudWatch that keeps AWS' rules, and a real database. */
class CloudWatchPushTest {
    private static final TestDatabase DATABASE = LocalPostgres.shared().freshDatabase();

    private final DataSource database =
            new DriverManagerDataSource(DATABASE.jdbcUrl(), DATABASE.username(), DATABASE.password());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Anomalies anomalies = TestAnomalies.on(jdbc);
    private final Instant minute = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES);
    private final SettableClock clock = new SettableClock(minute.plusSeconds(95));
    private final List<MetricData> taken = new CopyOnWriteArrayList<>();
    private volatile int trouble;
    private LocalAws aws;
    private CloudWatchClient client;
    private CloudWatchPush push;

    @BeforeEach
    void start() {
        Flyway.configure().dataSource(database).load().migrate();
        Tables.empty(jdbc, "event, anomaly, cloudwatch_mark");
        aws = LocalAws.inMemory(0);
        aws.metricData((data, refusal) -> {
            if (trouble != 0) {
                return new Reaction(trouble, null, false);
            }
            if (refusal == null) {
                taken.add(data);
            }
            return Reaction.AS_JUDGED;
        });
        client = CloudWatchClient.builder()
                .endpointOverride(aws.endpoint())
                .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(override -> override.retryStrategy(strategy -> strategy.maxAttempts(1)))
                .build();
        push = new CloudWatchPush(client, new Counts(jdbc), "KALDRIX/Anomalies", clock);
    }

    @AfterEach
    void stop() {
        client.close();
        aws.close();
    }

    private void find(String metric, Instant foundAt) {
        Anomaly anomaly = TestAnomalies.of(
                TestAnomalies.series(metric, "us-east-1", "network"), foundAt.minusSeconds(60), null, Severity.P1);
        UUID event = UUID.randomUUID();
        jdbc.sql("""
                        insert into event (id, region, component, status, severity, title, started_at, last_at, updated_at)
                        values (:id, 'us-east-1', 'network', 'open', 1, 'x', :at, :at, :at)""").param("id", event).param("at", Timestamp.from(foundAt)).update();
        anomalies.keep(anomaly, TestAnomalies.trace(foundAt), Place.in(event), foundAt);
    }

    private List<String> pushed() {
        return taken.stream().map(String::valueOf).toList();
    }

    @Test
    void pushesEachMinuteOnceAndWhatGoesOn() {
        find("kaldrix_node_peers", minute.plusSeconds(5));
        find("kaldrix_node_peers_b", minute.plusSeconds(6));
        push.push();
        assertThat(pushed()).hasSize(1);
        assertThat(pushed().getFirst())
                .contains("KALDRIX/Anomalies", "AnomaliesFound", "OpenAnomalies", "OpenEvents", "us-east-1", "P1");
        push.push();
        assertThat(pushed()).as("nothing new is over").hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        push.push();
        assertThat(pushed()).hasSize(2);
        assertThat(pushed().getLast()).contains("OpenAnomalies").doesNotContain("AnomaliesFound");
    }

    @Test
    void makesUpForATimeWithoutCloudWatch() {
        push.push();
        taken.clear();
        trouble = 503;
        find("kaldrix_node_peers", minute.plusSeconds(65));
        clock.advance(Duration.ofMinutes(1));
        push.push();
        clock.advance(Duration.ofMinutes(10));
        push.push();
        assertThat(pushed()).isEmpty();
        trouble = 0;
        push.push();
        assertThat(pushed().getFirst()).contains("AnomaliesFound");
        assertThat(jdbc.sql("select pushed_until from cloudwatch_mark")
                        .query(Timestamp.class)
                        .single()
                        .toInstant())
                .isEqualTo(minute.plus(Duration.ofMinutes(12)));
    }
}
