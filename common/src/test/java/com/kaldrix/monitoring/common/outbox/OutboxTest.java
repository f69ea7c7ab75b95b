package com.kaldrix.monitoring.common.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class OutboxTest {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final FakeTopics topics = new FakeTopics();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OutboxMetrics metrics = new OutboxMetrics(meters, clock);
    private final OutboxSignal signal = new OutboxSignal();
    private final JsonMapper json = JsonMapper.shared();
    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private TransactionTemplate transactions;
    private Outbox outbox;
    private OutboxRows rows;

    @BeforeEach
    void open() throws IOException {
        database = TestDatabases.fresh();
        jdbc = new JdbcTemplate(database);
        jdbc.execute(new ClassPathResource("kaldrix/outbox.sql").getContentAsString(StandardCharsets.UTF_8));
        transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        outbox = new JdbcOutbox(jdbc, json, clock, signal);
        rows = new OutboxRows(jdbc, json);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void publishesWhatWasCommittedInOrderAndForgetsIt() {
        List<OutboxMessage> messages = messages(25);
        append(messages);

        OutboxPublisher.Counts counts = publisher(topics).publishDue(100);

        assertThat(counts).isEqualTo(new OutboxPublisher.Counts(25, 0, 0));
        assertThat(topics.taken()).isEqualTo(messages);
        assertThat(topics.batches).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(stored()).isZero();
        assertThat(publisher(topics).publishDue(100)).isEqualTo(OutboxPublisher.Counts.NONE);
    }

    @Test
    void publishesNothingOfATransactionThatIsRolledBack() {
        transactions.executeWithoutResult(status -> {
            outbox.append(messages(3));
            status.setRollbackOnly();
        });

        assertThat(publisher(topics).publishDue(100)).isEqualTo(OutboxPublisher.Counts.NONE);
        assertThat(topics.taken()).isEmpty();
    }

    @Test
    void refusesMessagesWithoutATransaction() {
        assertThatThrownBy(() -> outbox.append(message("events", "{}"))).isInstanceOf(IllegalStateException.class);
        assertThat(stored()).isZero();
    }

    @Test
    void keepsTheRefusedHalfAndTriesItAgainLaterAndLater() {
        List<OutboxMessage> messages = messages(10);
        append(messages);
        List<UUID> odd = IntStream.range(0, 10)
                .filter(i -> i % 2 == 1)
                .mapToObj(i -> messages.get(i).id())
                .toList();
        topics.refuses = message -> odd.contains(message.id());
        OutboxPublisher publisher = publisher(topics);

        assertThat(publisher.publishDue(100)).isEqualTo(new OutboxPublisher.Counts(5, 5, 0));
        assertThat(publisher.publishDue(100)).isEqualTo(OutboxPublisher.Counts.NONE);
        assertThat(jdbc.queryForList("select distinct last_error from outbox", String.class))
                .containsExactly("refused for the test");

        clock.advance(Duration.ofSeconds(1));
        assertThat(publisher.publishDue(100).failed()).isEqualTo(5);
        clock.advance(Duration.ofMillis(900));
        assertThat(publisher.publishDue(100)).isEqualTo(OutboxPublisher.Counts.NONE);

        topics.refuses = message -> false;
        clock.advance(Duration.ofMillis(1100));
        assertThat(publisher.publishDue(100)).isEqualTo(new OutboxPublisher.Counts(5, 0, 0));
        assertThat(topics.takenIds()).doesNotHaveDuplicates().hasSize(10).endsWith(odd.toArray(UUID[]::new));
        assertThat(stored()).isZero();
        assertThat(meters.counter("kaldrix.outbox.failed", "topic", "events").count())
                .isEqualTo(10);
        assertThat(meters.counter("kaldrix.outbox.published", "topic", "events").count())
                .isEqualTo(10);
    }

    @Test
    void neverGivesUpAndNeverWaitsMoreThanFiveMinutes() {
        append(messages(1));
        topics.refuses = message -> true;
        OutboxPublisher publisher = publisher(topics);

        for (int attempt = 1; attempt <= 40; attempt++) {
            assertThat(publisher.publishDue(100).failed()).isEqualTo(1);
            clock.advance(Backoff.MOST);
        }

        topics.refuses = message -> false;
        assertThat(publisher.publishDue(100).published()).isEqualTo(1);
    }

    @Test
    void takesAnExceptionForAFailureOfThatBatchAlone() {
        append(List.of(message("alerts", "{}"), message("events", "{}")));
        TopicPublisher half = (topic, batch) -> {
            if (topic.equals("alerts")) {
                throw new IllegalStateException("connection reset");
            }
            return topics.publish(topic, batch);
        };

        assertThat(publisher(half).publishDue(100)).isEqualTo(new OutboxPublisher.Counts(1, 1, 0));
        assertThat(jdbc.queryForList("select topic || ': ' || last_error from outbox", String.class))
                .containsExactly("alerts: connection reset");
    }

    @Test
    void publishesAgainWhatWasSentBeforeACrash() {
        append(messages(3));
        TopicPublisher dies = (topic, batch) -> {
            topics.publish(topic, batch);
            throw new OutOfMemoryError("the process dies after sending, for the test");
        };

        assertThatThrownBy(() -> publisher(dies).publishDue(100)).isInstanceOf(OutOfMemoryError.class);
        assertThat(publisher(topics).publishDue(100).published()).isEqualTo(3);

        assertThat(topics.takenIds()).hasSize(6);
        assertThat(topics.takenIds().subList(0, 3)).isEqualTo(topics.takenIds().subList(3, 6));
    }

    @Test
    void twoPublishersAtOnceSendEachMessageOnce() throws Exception {
        List<OutboxMessage> messages = messages(400);
        append(messages);
        CountDownLatch bothInside = new CountDownLatch(2);
        topics.before = () -> {
            bothInside.countDown();
            await().atMost(Duration.ofSeconds(10)).until(() -> bothInside.getCount() == 0);
        };

        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> replicas = IntStream.range(0, 2)
                    .mapToObj(replica -> executor.submit(() -> publishAll(publisher(topics))))
                    .toList();
            for (Future<Integer> replica : replicas) {
                assertThat(replica.get(30, TimeUnit.SECONDS)).isPositive();
            }
        }

        assertThat(topics.takenIds()).hasSize(400).doesNotHaveDuplicates();
        assertThat(stored()).isZero();
    }

    @Test
    void cutsBatchesBySizeAndParksWhatNoTopicTakes() {
        String large = "x".repeat(100 * 1024);
        OutboxMessage tooLarge = message("events", "é".repeat(140 * 1024));
        append(List.of(
                message("events", large),
                tooLarge,
                message("events", large),
                message("events", large),
                message("events", "{}")));

        assertThat(publisher(topics).publishDue(100)).isEqualTo(new OutboxPublisher.Counts(4, 0, 1));

        assertThat(topics.batches).extracting(List::size).containsExactly(2, 2);
        assertThat(jdbc.queryForList("select id from outbox where next_attempt_at is null", UUID.class))
                .containsExactly(tooLarge.id());
        assertThat(meters.counter("kaldrix.outbox.oversize", "topic", "events").count())
                .isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        assertThat(publisher(topics).publishDue(100)).isEqualTo(OutboxPublisher.Counts.NONE);
        assertThat(rows.backlog().parked()).isEqualTo(1);
        assertThat(rows.backlog().pending()).isZero();
        assertThat(rows.backlog().oldest()).isEmpty();
    }

    @Test
    void loopWakesWithTheCommitAndStops() {
        OutboxProperties slowly = new OutboxProperties(true, Duration.ofHours(1), 10);
        OutboxLoop loop = new OutboxLoop(publisher(topics), rows, metrics, signal, slowly);
        loop.start();
        try {
            append(messages(25));
            await().atMost(Duration.ofSeconds(10)).until(() -> topics.taken().size() == 25);
            append(messages(1));
            await().atMost(Duration.ofSeconds(10)).until(() -> topics.taken().size() == 26);
        } finally {
            loop.stop();
        }
        assertThat(loop.isRunning()).isFalse();
        append(messages(1));
        assertThat(topics.taken()).hasSize(26);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void loopGoesOnAfterTheDatabaseWasAway() {
        OutboxProperties often = new OutboxProperties(true, Duration.ofMillis(10), 10);
        append(messages(2));
        jdbc.execute("alter table outbox rename to outbox_away");
        OutboxLoop loop = new OutboxLoop(publisher(topics), rows, metrics, signal, often);
        loop.start();
        try {
            jdbc.execute("alter table outbox_away rename to outbox");
            await().atMost(Duration.ofSeconds(10)).until(() -> topics.taken().size() == 2);
        } finally {
            loop.stop();
        }
    }

    @Test
    void showsTheBacklogAndItsAge() {
        append(messages(2));
        metrics.backlog(rows.backlog());
        clock.advance(Duration.ofSeconds(90));

        assertThat(meters.get("kaldrix.outbox.pending").gauge().value()).isEqualTo(2);
        assertThat(meters.get("kaldrix.outbox.oldest").gauge().value()).isEqualTo(90);
    }

    @Test
    void keepsAttributesAsTheyAre() {
        OutboxMessage message = new OutboxMessage(
                Ids.next(), "events", "t.v1", "{\"a\":1}", Map.of("region", "eu-west-1", "q", "\"ü\\"));
        append(List.of(message));

        publisher(topics).publishDue(1);

        assertThat(topics.taken()).containsExactly(message);
    }

    private static int publishAll(OutboxPublisher publisher) {
        int published = 0;
        int last;
        do {
            last = publisher.publishDue(20).published();
            published += last;
        } while (last > 0);
        return published;
    }

    private OutboxPublisher publisher(TopicPublisher to) {
        return new OutboxPublisher(rows, to, transactions, new Backoff(new Random(1)), metrics, clock);
    }

    private void append(List<OutboxMessage> messages) {
        transactions.executeWithoutResult(status -> outbox.append(messages));
    }

    private int stored() {
        Integer count = jdbc.queryForObject("select count(*) from outbox", Integer.class);
        return count == null ? 0 : count;
    }

    private static List<OutboxMessage> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> message("events", "{\"n\":" + i + "}"))
                .toList();
    }

    private static OutboxMessage message(String topic, String body) {
        UUID inOrder = new UUID(0x019be58000007000L, 0x8000000000000000L | COUNT.incrementAndGet());
        return new OutboxMessage(inOrder, topic, "com.kaldrix.test.v1", body, Map.of("region", "us-east-1"));
    }
}
