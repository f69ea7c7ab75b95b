package com.kaldrix.monitoring.anomaly.event;

import static com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies.series;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyFilter;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.anomaly.Evidence;
import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.anomaly.explain.ServiceGraph;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.anomaly.suppress.TestSuppressions;
import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.postgres.TestDatabases;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.severity.Severity;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EventDeskTest {
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    private static final Labels PEERS = series("kaldrix_node_peers", "us-east-1", "network");
    private static final Labels ROUNDS = series("kaldrix_node_rounds", "us-east-1", "consensus");

    private static final ServiceGraph GRAPH = new ServiceGraph(List.of(
            new ServiceGraph.Edge("api", "consensus"),
            new ServiceGraph.Edge("consensus", "network"),
            new ServiceGraph.Edge("wallet", "api")));

    private final HikariDataSource database = TestDatabases.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final List<AlertSignal> told = new ArrayList<>();
    private final Anomalies anomalies = TestAnomalies.on(jdbc);
    private final Events events = new JdbcEvents(jdbc);
    private final EventDesk desk = new EventDesk(
            events,
            anomalies,
            TestSuppressions.on(jdbc),
            new Surroundings(GRAPH, new JdbcMemory(jdbc)),
            new Signals(
                    this::tell, new Region("us-east-1"), URI.create("https://anomalies.example.com"), Pictures.NONE));

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void tell(List<OutboxMessage> messages) {
        messages.forEach(message -> {
            assertThat(message.topic()).isEqualTo("alerts");
            told.add(CloudEvents.read(message.body(), AlertSignal.class).data());
        });
    }

    private static Anomaly anomaly(Labels series, int start, @Nullable Integer end, Severity severity) {
        return TestAnomalies.of(
                series, START.plusSeconds(start), end == null ? null : START.plusSeconds(end), severity);
    }

    private void find(Anomaly... found) {
        transactions.executeWithoutResult(status -> {
            try (FindingsSink.Writing writing = desk.begin(START)) {
                for (Anomaly one : found) {
                    writing.found(one.series(), new Found(one, Trace.EMPTY));
                }
            }
        });
    }

    private List<Event> all() {
        return events.find(Optional.empty(), Optional.empty(), 100).items();
    }

    @Test
    void tellsOfAnEventOnceWhenItBeginsOnceWhenItIsWorseAndOnceWhenItIsOver() {
        find(anomaly(PEERS, 0, null, Severity.P2));
        find(anomaly(PEERS, 0, null, Severity.P2));
        find(anomaly(ROUNDS, 60, null, Severity.P3));
        assertThat(told).hasSize(1);
        find(anomaly(ROUNDS, 60, null, Severity.P1));
        assertThat(told).hasSize(2);
        find(anomaly(PEERS, 0, 300, Severity.P2));
        assertThat(told).as("one of two goes on").hasSize(2);
        find(anomaly(ROUNDS, 60, 400, Severity.P1));
        find(anomaly(ROUNDS, 60, 400, Severity.P1));

        assertThat(told).hasSize(3);
        assertThat(told)
                .extracting(AlertSignal::status)
                .containsExactly(AlertSignal.Status.FIRING, AlertSignal.Status.FIRING, AlertSignal.Status.RESOLVED);
        assertThat(told).extracting(AlertSignal::severity).containsExactly(Severity.P2, Severity.P1, Severity.P1);
        assertThat(told)
                .extracting(AlertSignal::identity)
                .containsOnly(told.getFirst().identity());
        assertThat(told.getLast().endsAt()).isEqualTo(START.plusSeconds(400));
        assertThat(all()).singleElement().satisfies(event -> {
            assertThat(event.title()).isEqualTo("Dip of kaldrix_node_rounds and 1 more in us-east-1");
            assertThat(event.end()).contains(START.plusSeconds(400));
        });
    }

    /** Otherwise one alarm of CloudWatch would be two pages. */
    @Test
    void whatAlertProcessorHearsByItselfIsToldOnlyBesideWhatIsFoundHere() {
        Anomaly alarm = reported(ROUNDS, 0, null);
        find(alarm);
        find(reported(ROUNDS, 0, 30));
        assertThat(all()).hasSize(1);
        assertThat(told).isEmpty();

        find(anomaly(PEERS, 60, null, Severity.P2));
        assertThat(all()).hasSize(1);
        assertThat(told).singleElement().satisfies(signal -> {
            assertThat(signal.status()).isEqualTo(AlertSignal.Status.FIRING);
            assertThat(signal.annotations().get("description")).contains("kaldrix_node_rounds");
        });
        find(anomaly(PEERS, 60, 120, Severity.P2));
        assertThat(told)
                .extracting(AlertSignal::status)
                .containsExactly(AlertSignal.Status.FIRING, AlertSignal.Status.RESOLVED);
    }

    private static Anomaly reported(Labels series, int start, @Nullable Integer end) {
        Anomaly like = anomaly(series, start, end, Severity.P2);
        return new Anomaly(
                like.id(),
                like.series(),
                like.type(),
                like.startedAt(),
                like.peak(),
                like.endedAt(),
                like.severity(),
                List.of(new Evidence(Evidence.CLOUDWATCH_BAND, 0, "Thresholds Crossed")));
    }

    @Test
    void whatComesAgainSoonIsTheSameAlert() {
        find(anomaly(PEERS, 0, 60, Severity.P2));
        find(anomaly(PEERS, 200, null, Severity.P2));
        find(anomaly(PEERS, 200, 260, Severity.P2));

        assertThat(all()).hasSize(1);
        assertThat(told)
                .extracting(AlertSignal::status)
                .containsExactly(AlertSignal.Status.RESOLVED, AlertSignal.Status.FIRING, AlertSignal.Status.RESOLVED);
        assertThat(told)
                .extracting(AlertSignal::identity)
                .containsOnly(told.getFirst().identity());
    }

    @Test
    void whatIsFarIsAnotherEvent() {
        find(anomaly(PEERS, 0, 60, Severity.P2));
        find(anomaly(series("kaldrix_node_peers", "eu-west-1", "network"), 10, null, Severity.P2));
        find(anomaly(PEERS, 3600, null, Severity.P2));
        assertThat(all()).hasSize(3);
    }

    @Test
    void aHundredSeriesAtOnceAreOneEventAndOneAlert() {
        Anomaly[] many = new Anomaly[100];
        for (int i = 0; i < many.length; i++) {
            many[i] = anomaly(series("m" + i, "us-east-1", "c" + i % 5), i, null, Severity.P2);
        }
        find(many);
        assertThat(all()).hasSize(1);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().annotations().get("description")).contains("and 89 more");
    }

    @Test
    void saysInWordsWhatIsUnusual() {
        find(anomaly(PEERS, 0, null, Severity.P1));
        AlertSignal signal = told.getFirst();
        assertThat(signal.annotations().get("summary"))
                .isEqualTo("Dip of kaldrix_node_peers in us-east-1: 12.35, where 40 to 45 is usual");
        assertThat(signal.annotations().get("description"))
                .contains("12.35 is 9 deviations below the median of 42.1")
                .contains("Since 2026-03-02T03:00:00Z");
        assertThat(signal.link())
                .isEqualTo("https://anomalies.example.com/events/"
                        + all().getFirst().id());
        assertThat(signal.component()).isEqualTo("network");
    }

    @Test
    void saysWhereItMostLikelyBegan() {
        Labels api = series("kaldrix_api_latency", "us-east-1", "api");
        find(anomaly(PEERS, 0, null, Severity.P2));
        find(anomaly(ROUNDS, 30, null, Severity.P2));
        find(anomaly(api, 60, null, Severity.P1));
        assertThat(told).hasSize(2);
        assertThat(told.getLast().annotations().get("description"))
                .contains("Most likely origin: network (")
                .contains(
                        "the first to be unusual, since 2026-03-02T03:00:00Z, in 1 series; called by consensus; then ");
        assertThat(told.getFirst().annotations().get("description")).doesNotContain("origin");
    }

    @Test
    void whatFollowsAlongACallIsTheSameEventAndWhatDoesNotIsAnother() {
        find(anomaly(PEERS, 0, null, Severity.P2));
        find(anomaly(ROUNDS, 200, null, Severity.P2));
        find(anomaly(series("kaldrix_api_latency", "us-east-1", "api"), 400, null, Severity.P2));
        assertThat(all()).as("network, then who calls it, then who calls that").hasSize(1);
        find(anomaly(series("m", "us-east-1", "storage"), 210, null, Severity.P2));
        find(anomaly(series("n", "eu-west-1", "api"), 410, null, Severity.P2));
        assertThat(all()).hasSize(3);
    }

    private void find(Anomaly anomaly, IntToDoubleFunction readings) {
        Trace trace = new Trace(IntStream.range(0, 60)
                .mapToObj(i -> new Trace.Reading(
                        START.plusSeconds(10L * i).toEpochMilli(), (float) readings.applyAsDouble(i), 0))
                .toList());
        transactions.executeWithoutResult(status -> {
            try (FindingsSink.Writing writing = desk.begin(START)) {
                writing.found(anomaly.series(), new Found(anomaly, trace));
            }
        });
    }

    @Test
    void whatGoesTheSameWayIsTheSameEvent() {
        find(anomaly(PEERS, 0, null, Severity.P2), i -> 1e5 + 5 * Math.sin(i / 9.0));
        find(anomaly(series("m", "us-east-1", "storage"), 400, null, Severity.P2), i -> 7 - Math.sin(i / 9.0));
        assertThat(all()).hasSize(1);
        find(anomaly(series("n", "us-east-1", "storage2"), 410, null, Severity.P2), i -> Math.cos(i / 9.0));
        assertThat(all()).hasSize(2);
    }

    @Test
    void remembersWhatWasLikeItAndHowThatEnded() {
        find(anomaly(PEERS, 0, 600, Severity.P2), anomaly(ROUNDS, 10, 700, Severity.P2));
        UUID first = all().getFirst().id();
        transactions.executeWithoutResult(status -> events.add(
                first, new Entry(Ids.next(), START.plusSeconds(900), "alice", "resolve", "a switch was replaced")));
        find(anomaly(series("other", "us-east-1", "network"), 50_000, 50_060, Severity.P2));
        find(anomaly(PEERS, 100_000, 100_300, Severity.P2));
        find(anomaly(PEERS, 200_000, null, Severity.P2), anomaly(ROUNDS, 200_010, null, Severity.P2));

        String description = told.getLast().annotations().get("description");
        assertThat(description)
                .contains("Like it in the past:")
                .contains("- 2026-03-02T03:00:00Z, Dip of kaldrix_node_peers and 1 more in us-east-1 (100 % alike):"
                        + " resolved by alice after 11 min: a switch was replaced")
                .contains("(50 % alike): over by itself after 5 min")
                .doesNotContain("other");
    }

    @Test
    void whatIsToComeIsAnEventOfItsOwn() {
        Anomaly dip = anomaly(PEERS, 0, null, Severity.P3);
        Anomaly predicted = new Anomaly(
                Anomaly.identity(ROUNDS, START),
                series("efs_used_ratio", "us-east-1", "network"),
                AnomalyType.PREDICTED_BREACH,
                START,
                dip.peak(),
                null,
                Severity.P3,
                List.of(new Evidence("trend", 0, "efs_used_ratio reaches 1 in 3 days ± 1")));
        find(predicted);
        find(dip);
        find(predicted, anomaly(ROUNDS, 7200, null, Severity.P3));
        assertThat(all()).hasSize(3);
        assertThat(told).hasSize(3);
        assertThat(told.getFirst().annotations().get("summary"))
                .isEqualTo("Predicted breach of efs_used_ratio in us-east-1: efs_used_ratio reaches 1 in 3 days ± 1");
    }

    @Test
    void keepsAnomaliesAndFindsThem() {
        Anomaly one = anomaly(PEERS, 0, null, Severity.P2);
        Anomaly other = anomaly(ROUNDS, 60, 120, Severity.P1);
        find(one, other);

        assertThat(anomalies.find(one.id())).contains(one);
        assertThat(anomalies.find(other.id())).contains(other);
        AnomalyFilter open = new AnomalyFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty());
        assertThat(anomalies.find(open, Optional.empty(), 10).items()).containsExactly(one);
        AnomalyFilter severe = new AnomalyFilter(
                Optional.empty(),
                Optional.of("us-east-1"),
                Optional.of("consensus"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Severity.P1),
                Optional.empty(),
                Optional.of(START.plusSeconds(100)),
                Optional.of(START.plusSeconds(1000)));
        assertThat(anomalies.find(severe, Optional.empty(), 10).items()).containsExactly(other);
    }
}
