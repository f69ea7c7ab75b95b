package com.kaldrix.monitoring.anomaly.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.anomaly.AnomalyProcessor;
import com.kaldrix.monitoring.anomaly.stream.Batches;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The whole service on a real queue and a real database: metrics in, events, forests, followed series and notes out. */
@SpringBootTest(classes = AnomalyProcessor.class)
@Import(LiveServiceTest.StandingStill.class)
@DirtiesContext
class LiveServiceTest {
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    private static final int READINGS = 330;
    private static final TestDatabase DATABASE = LocalPostgres.shared().freshDatabase();
    private static final LocalAws AWS = LocalAws.inMemory(0);

    private final JdbcClient jdbc;

    @Autowired
    LiveServiceTest(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The clock stands at the end of what is sent. */
    @TestConfiguration(proxyBeanMethods = false)
    static class StandingStill {
        @Bean
        SettableClock settableClock() {
            return new SettableClock(START.plusSeconds(10L * READINGS + 60));
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
        properties.add("kaldrix.aws.endpoint", () -> AWS.endpoint().toString());
        properties.add("kaldrix.region", () -> "eu-west-1");
        properties.add("kaldrix.intake.queue", () -> "eu-west-1:live");
        properties.add("kaldrix.shards.count", () -> "1");
        properties.add("kaldrix.follow.series", () -> "{region=~\".+\"}");
    }

    @BeforeAll
    static void send() {
        try (SqsClient sqs = SqsClient.builder()
                .endpointOverride(AWS.endpoint())
                .region(software.amazon.awssdk.regions.Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build()) {
            String dead =
                    sqs.createQueue(request -> request.queueName("live-0-dlq")).queueUrl();
            String arn = sqs.getQueueAttributes(
                            request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
            String policy = "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"5\"}";
            String url = sqs.createQueue(request ->
                            request.queueName("live-0").attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)))
                    .queueUrl();
            Random random = new Random(8);
            for (int i = 0; i < READINGS; i++) {
                boolean ill = i >= 280 && i < 290;
                String body = Batches.of("g-0", START.plusSeconds(10L * i))
                        .gauge("kaldrix_node_peers", (ill ? 4 : 40) + random.nextGaussian())
                        .gauge("efs_used_ratio", 0.5 + 0.0005 * i)
                        .gauge("node_load1", 1 + 0.1 * random.nextGaussian())
                        .text();
                sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
            }
        }
    }

    @AfterAll
    static void stop() {
        AWS.close();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    @Test
    void findsWhatIsUnusualLearnsForestsAndKeepsWhatIsFollowed() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from event where title like 'Dip of kaldrix_node_peers%'"
                                + " or title like 'Level shift of kaldrix_node_peers%'")
                        == 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from event where ended_at is not null") >= 1);
        assertThat(count("select count(*) from series_forest where series ->> '__name__' = 'kaldrix_node_peers'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from followed_series where threshold = 1"))
                .isEqualTo(1);
        assertThat(count("select count(*) from followed_reading")).isGreaterThan(250);
        assertThat(count("select count(*) from outbox where topic = 'alerts'")).isPositive();
        await().atMost(Duration.ofSeconds(30)).until(() -> count("select count(*) from weekly_review") == 1);
    }
}
