package com.kaldrix.monitoring.anomaly.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.kaldrix.monitoring.anomaly.journal.Journal;
import com.kaldrix.monitoring.anomaly.journal.TestJournal;
import com.kaldrix.monitoring.anomaly.roster.TestRoster;
import com.kaldrix.monitoring.anomaly.shard.Lease;
import com.kaldrix.monitoring.anomaly.shard.Leases;
import com.kaldrix.monitoring.anomaly.shard.Leases.Member;
import com.kaldrix.monitoring.anomaly.shard.LostLeaseException;
import com.kaldrix.monitoring.anomaly.shard.TestLeases;
import com.kaldrix.monitoring.anomaly.stream.Batches;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.anomaly.stream.Remembering;
import com.kaldrix.monitoring.anomaly.stream.ShardSeries;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.kaldrix.monitoring.common.queue.Queue;
import com.kaldrix.monitoring.common.queue.QueueName;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.aws.LocalAws;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A shard's messages, on a real queue and a real database. */
class ShardProcessorTest {
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    private static final Duration NOT = Duration.ZERO;

    private static LocalAws aws;

    private final HikariDataSource database = TestDatabases.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final SettableClock clock = new SettableClock(START);
    private final Leases leases = TestLeases.on(jdbc);
    private final Journal journal = TestJournal.on(database, transactions, leases);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SqsClient sqs = client();
    private final String name = "q-" + UUID.randomUUID();
    private String url = "";
    private String deadLetters = "";
    private Lease lease = new Lease(0, 0);
    private boolean failing;

    @BeforeAll
    static void startAws() {
        aws = LocalAws.inMemory(0);
    }

    @AfterAll
    static void stopAws() {
        aws.close();
    }

    private static SqsClient client() {
        return SqsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(software.amazon.awssdk.regions.Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    @BeforeEach
    void begin() {
        Flyway.configure().dataSource(database).load().migrate();
        jdbc.sql("create table found (line text not null)").update();
        leases.provide(1);
        lease = claim("first");
        deadLetters =
                sqs.createQueue(request -> request.queueName(name + "-dlq")).queueUrl();
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        url = sqs.createQueue(request -> request.queueName(name)
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "1",
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"5\"}")))
                .queueUrl();
    }

    @AfterEach
    void end() {
        sqs.close();
        database.close();
    }

    private Lease claim(String replica) {
        return leases.claim(new Member(replica, 0, 1), 1, Duration.ofHours(1)).getFirst();
    }

    private ShardProcessor processor(Lease by) {
        IntakeProperties properties = new IntakeProperties("", Duration.ofHours(1), Duration.ofHours(1));
        ShardProcessor.Shop shop = new ShardProcessor.Shop(
                journal,
                transactions,
                TestRoster.on(database),
                this::writing,
                properties,
                new IntakeMetrics(meters),
                clock);
        Queue queue = Queue.open(client(), new QueueName(new Region("eu-west-1"), name));
        return new ShardProcessor(by, queue, shop, new ShardSeries(Remembering.MAKER));
    }

    /** Writes what is found into a table, in the transaction that it is found in. */
    private FindingsSink.Writing writing(Instant now) {
        List<String> lines = new ArrayList<>();
        return new FindingsSink.Writing() {
            @Override
            public void found(Labels series, Finding finding) {
                lines.add(series.get("__name__") + " " + finding);
            }

            @Override
            public void close() {
                lines.forEach(line ->
                        jdbc.sql("insert into found values (?)").param(line).update());
                if (failing) {
                    throw new IllegalStateException("for the test");
                }
            }
        };
    }

    private List<String> found() {
        return jdbc.sql("select line from found order by line")
                .query(String.class)
                .list();
    }

    private void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    private static Batches batch(int number) {
        return Batches.of("g-0", START.plusSeconds(10L * number)).gauge("load", number);
    }

    private int left(String queue) {
        return Integer.parseInt(sqs
                .getQueueAttributes(request -> request.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .reduce("0", (one, other) -> Integer.toString(Integer.parseInt(one) + Integer.parseInt(other))));
    }

    /** Until the queue is empty; messages that were given back come again after a second. */
    private void drain(ShardProcessor processor) throws InterruptedException {
        for (int i = 0; i < 30 && left(url) > 0; i++) {
            processor.step(Duration.ofSeconds(1));
        }
        assertThat(left(url)).isZero();
    }

    private double messages(String outcome) {
        return meters.counter("kaldrix.anomaly.messages", "outcome", outcome).count();
    }

    @Test
    void takesEachBatchOnceHoweverOftenItComes() throws Exception {
        try (ShardProcessor processor = processor(lease)) {
            for (int i = 0; i < 6; i++) {
                send(batch(i).text());
                drain(processor);
            }
            List<String> once = found();
            assertThat(once).hasSize(4);

            for (int i = 0; i < 6; i++) {
                send(batch(i).text());
            }
            drain(processor);

            assertThat(found()).isEqualTo(once);
            assertThat(messages("repeated")).isEqualTo(6);
        }
    }

    @Test
    void aBacklogIsTakenInItsOrderBeforeTheTimeCounts() throws Exception {
        clock.set(START.plus(Duration.ofHours(3)));
        for (int i = 59; i >= 0; i--) {
            send(batch(i).text());
        }
        try (ShardProcessor processor = processor(lease)) {
            drain(processor);
        }
        assertThat(found()).hasSize(58).noneMatch(line -> line.contains("NaN"));
        assertThat(meters.counter("kaldrix.anomaly.windows.late").count()).isZero();
    }

    @Test
    void whatCannotBeReadIsBuriedWithAReasonAndStopsNothing() throws Exception {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Queue.class);
        logger.addAppender(logged);
        try (ShardProcessor processor = processor(lease)) {
            send("no json");
            send("{\"specversion\":\"1.0\",\"type\":\"com.example.other\"}");
            send(batch(0).text().replace("\"windowSeconds\":10", "\"windowSeconds\":0"));
            send(batch(0).text().replace("__name__", "no_name"));
            send(batch(0).text());
            drain(processor);

            assertThat(left(deadLetters)).isEqualTo(4);
            assertThat(sqs.receiveMessage(request -> request.queueUrl(deadLetters)
                                    .maxNumberOfMessages(10)
                                    .messageAttributeNames("All"))
                            .messages())
                    .allSatisfy(message -> assertThat(message.messageAttributes())
                            .hasEntrySatisfying(
                                    Queue.REASON_ATTRIBUTE,
                                    reason -> assertThat(reason.stringValue()).isNotBlank()));
            assertThat(messages("poison")).isEqualTo(4);
            assertThat(logged.list)
                    .hasSize(4)
                    .as("the log line has a message already")
                    .allSatisfy(line -> assertThat(line.getKeyValuePairs())
                            .extracting(pair -> pair.key)
                            .contains("messageId", "reason")
                            .doesNotContain("message"));
        } finally {
            logger.detachAppender(logged);
        }
    }

    @Test
    void anotherReplicaGoesOnWithoutLossOrRepetitionWhenOneDies() throws Exception {
        ShardProcessor dies = processor(lease);
        for (int i = 0; i < 5; i++) {
            send(batch(i).text());
            drain(dies);
        }
        jdbc.sql("update shard_lease set held_until = clock_timestamp() - interval '1 second'")
                .update();
        Lease taken = claim("second");
        send(batch(5).text());
        assertThatThrownBy(() -> drain(dies)).isInstanceOf(LostLeaseException.class);

        try (ShardProcessor second = processor(taken)) {
            drain(second);
            for (int i = 6; i < 10; i++) {
                send(batch(i).text());
                drain(second);
            }
        }

        List<String> wanted = new ArrayList<>();
        Remembering.Log log = new Remembering.Log();
        ShardSeries never = new ShardSeries(Remembering.MAKER);
        for (int i = 0; i < 10; i++) {
            never.apply(
                    new com.kaldrix.monitoring.anomaly.journal.Entry(
                            i + 1,
                            com.kaldrix.monitoring.anomaly.journal.Entry.Kind.BATCH,
                            batch(i).text().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    log);
        }
        wanted.addAll(log.lines);
        assertThat(found()).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void aHandOverLeavesNothingToReplay() throws Exception {
        try (ShardProcessor first = processor(lease)) {
            for (int i = 0; i < 5; i++) {
                send(batch(i).text());
                drain(first);
            }
            first.handOver();
        }
        assertThat(jdbc.sql("select count(*) from journal").query(Long.class).single())
                .isZero();
        try (ShardProcessor again = processor(lease)) {
            send(batch(5).text());
            drain(again);
        }
        assertThat(found()).hasSize(4).last().asString().contains("before=3");
    }

    @Test
    void whatIsFoundAndItsEntryAreCommittedTogetherOrNotAtAll() throws Exception {
        try (ShardProcessor fails = processor(lease)) {
            send(batch(0).text());
            drain(fails);
            failing = true;
            send(batch(3).text());
            assertThatThrownBy(() -> fails.step(NOT)).hasMessage("for the test");
        }
        assertThat(found()).isEmpty();
        assertThat(jdbc.sql("select count(*) from journal where kind = 'batch'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);

        failing = false;
        try (ShardProcessor again = processor(lease)) {
            drain(again);
        }
        assertThat(found()).hasSize(1);
    }
}
