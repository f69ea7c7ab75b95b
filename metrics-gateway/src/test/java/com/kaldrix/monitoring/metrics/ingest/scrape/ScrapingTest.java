package com.kaldrix.monitoring.metrics.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Endpoint;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Limits;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.SampleRules;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Timing;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.FoundTargets;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.LocalDiscoveries;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.TargetGroup;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.TextFormat;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake.Sample;
import com.kaldrix.monitoring.metrics.relabel.RelabelRules;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scrapes a real page over HTTP, by a clock that a test sets. */
class ScrapingTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T14:00:00Z"));
    private final RecordingIntake intake = new RecordingIntake();
    private final List<Scraping> started = new ArrayList<>();
    private volatile String page = "a 1\nb{x=\"y\"} 2\n";
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        started.forEach(Scraping::close);
        server.stop(0);
    }

    private String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private ScrapeJob job(int sampleLimit, String... addresses) {
        List<Map<String, String>> targets = new ArrayList<>();
        for (String address : addresses) {
            targets.add(Map.of("__address__", address, "zone", "a"));
        }
        return new ScrapeJob(
                "test",
                new Timing(INTERVAL, Duration.ofSeconds(5)),
                new Endpoint("http", "/metrics", Map.of(), Endpoint.ACCEPT, true, TextFormat.PROMETHEUS),
                HttpAccess.plain(),
                List.of(new Discovery.Written(List.of(new TargetGroup("0", targets)))),
                RelabelRules.none(),
                new SampleRules(false, true, false, RelabelRules.none()),
                new Limits(0, sampleLimit, 0, 0, 0, 0, 0));
    }

    private Scraping scraping(int ordinal, int replicas) {
        return scraping(ordinal, replicas, cluster -> {
            throw new IllegalStateException("there is no cluster here");
        });
    }

    private Scraping scraping(int ordinal, int replicas, LocalDiscoveries.Cluster clusters) {
        Scraping scraping = new Scraping(
                new LocalDiscoveries(clock, clusters),
                new Identity(new Region("eu-west-1"), "test", ordinal, replicas, false),
                Executors.newVirtualThreadPerTaskExecutor(),
                new ScrapedTarget.Surroundings(intake, clock, new ScrapeMetrics(new SimpleMeterRegistry())));
        started.add(scraping);
        return scraping;
    }

    /** Lets an interval pass in small steps, as the timer does, and waits for the scrape that falls due in it. */
    private void round(Scraping scraping) {
        long before =
                intake.samples().stream().filter(one -> name(one).equals("up")).count();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(1));
            scraping.runDue();
        }
        await().atMost(PATIENCE)
                .until(() -> intake.samples().stream()
                                .filter(one -> name(one).equals("up"))
                                .count()
                        > before);
    }

    private static String name(Sample sample) {
        return sample.labels().get(LabelSet.NAME);
    }

    private List<Sample> of(String name) {
        return intake.samples().stream().filter(one -> name(one).equals(name)).toList();
    }

    /** The status is told after the samples are. */
    private static void awaitError(Scraping scraping, String words) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(scraping.targets().getFirst().status().lastError())
                                .contains(words));
    }

    private static boolean isStale(Sample sample) {
        return Double.doubleToRawLongBits(sample.value()) == Double.doubleToRawLongBits(Batch.STALE);
    }

    @Test
    void takesThePageAndReportsOnIt() {
        Scraping scraping = scraping(0, 1);
        scraping.apply(List.of(job(0, address())));
        round(scraping);

        Sample b = of("b").getFirst();
        assertThat(b.labels())
                .isEqualTo(LabelSet.of("__name__", "b", "instance", address(), "job", "test", "x", "y", "zone", "a"));
        assertThat(b.source()).hasToString("scrape/test");
        assertThat(of("up").getFirst().value()).isEqualTo(1);
        assertThat(of("scrape_samples_scraped").getFirst().value()).isEqualTo(2);
        assertThat(of("scrape_samples_post_metric_relabeling").getFirst().value())
                .isEqualTo(2);
        assertThat(of("scrape_series_added").getFirst().value()).isEqualTo(2);
        assertThat(of("scrape_duration_seconds").getFirst().value()).isBetween(0.0, 5.0);
    }

    @Test
    void marksWhatVanishesFromThePage() {
        Scraping scraping = scraping(0, 1);
        scraping.apply(List.of(job(0, address())));
        round(scraping);
        page = "a 1\n";
        round(scraping);

        assertThat(of("b")).hasSize(2);
        assertThat(isStale(of("b").getLast())).isTrue();
        assertThat(of("a")).noneMatch(ScrapingTest::isStale);
    }

    @Test
    void marksEverythingWhenAScrapeFailsAndSaysSo() {
        Scraping scraping = scraping(0, 1);
        scraping.apply(List.of(job(0, address())));
        round(scraping);
        status = 500;
        round(scraping);

        assertThat(of("up").getLast().value()).isZero();
        assertThat(isStale(of("a").getLast())).isTrue();
        assertThat(isStale(of("b").getLast())).isTrue();
        awaitError(scraping, "500");
        status = 200;
        round(scraping);
        assertThat(of("up").getLast().value()).isEqualTo(1);
        assertThat(of("a").getLast().value()).isEqualTo(1);
    }

    @Test
    void refusesAPageThatCannotBeReadAsAWhole() {
        Scraping scraping = scraping(0, 1);
        scraping.apply(List.of(job(0, address())));
        page = "a 1\nb{ 2\n";
        round(scraping);

        assertThat(of("up").getFirst().value()).isZero();
        assertThat(of("a")).isEmpty();
        awaitError(scraping, "line 2");
    }

    @Test
    void refusesAPageWithMoreSamplesThanItMayHave() {
        Scraping scraping = scraping(0, 1);
        scraping.apply(List.of(job(1, address())));
        round(scraping);

        assertThat(of("up").getFirst().value()).isZero();
        assertThat(of("a")).isEmpty();
    }

    @Test
    void marksTheSeriesOfATargetThatIsGone() {
        Scraping scraping = scraping(0, 1);
        scraping.apply(List.of(job(0, address())));
        round(scraping);

        scraping.apply(List.of());

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(isStale(of("a").getLast())).isTrue();
            assertThat(isStale(of("up").getLast())).isTrue();
        });
        assertThat(scraping.targets()).isEmpty();
    }

    @Test
    void sharesTargetsOutToGateways() {
        String[] addresses = new String[60];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = "10.0.0." + i + ":9090";
        }
        Set<String> seen = new HashSet<>();
        int most = 0;
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            Scraping scraping = scraping(ordinal, 3);
            scraping.apply(List.of(job(0, addresses)));
            scraping.targets().forEach(target -> seen.add(target.target().url().toString()));
            most = Math.max(most, scraping.targets().size());
        }

        assertThat(seen).hasSize(60);
        assertThat(most).isLessThan(40);
    }

    @Test
    void keepsNothingWhenTheBufferIsFullAndGoesOn() {
        Scraping scraping = scraping(0, 1);
        scraping.apply(List.of(job(0, address())));
        intake.full(true);
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(1));
            scraping.runDue();
        }
        await().atMost(PATIENCE)
                .until(() -> scraping.targets().getFirst().status().lastScrape() != null);
        intake.full(false);
        round(scraping);

        assertThat(of("a").getLast().value()).isEqualTo(1);
    }

    @Test
    void showsTargetsInTheShapeOfPrometheus() {
        Scraping scraping = scraping(0, 1);
        TargetController controller = new TargetController(scraping);
        scraping.apply(List.of(job(0, address(), "no de:1")));
        TargetController.Active before =
                controller.targets("active", null).data().activeTargets().getFirst();
        assertThat(before.health()).isEqualTo("unknown");
        assertThat(before.lastScrape()).isEqualTo("0001-01-01T00:00:00Z");
        round(scraping);
        await().atMost(PATIENCE)
                .until(() -> controller
                        .targets("any", "test")
                        .data()
                        .activeTargets()
                        .getFirst()
                        .health()
                        .equals("up"));

        List<TargetController.Active> shown =
                controller.targets("any", null).data().activeTargets();
        assertThat(shown).hasSize(2);
        assertThat(shown.getFirst().scrapeUrl()).isEqualTo("http://" + address() + "/metrics");
        assertThat(shown.getFirst().labels())
                .containsEntry("instance", address())
                .containsEntry("zone", "a");
        assertThat(shown.getFirst().discoveredLabels()).containsEntry("__scrape_interval__", "10s");
        assertThat(shown.getFirst().scrapeTimeout()).isEqualTo("5s");
        assertThat(shown.getLast().health()).isEqualTo("down");
        assertThat(shown.getLast().lastError()).contains("no de:1");
        assertThat(controller.targets("any", "another").data().activeTargets()).isEmpty();
        assertThatThrownBy(() -> controller.targets("some", null))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        wrong -> assertThat(wrong.errors().getFirst().field()).isEqualTo("state"));
    }

    /** A job whose targets are in a cluster. */
    private ScrapeJob inCluster() {
        ScrapeJob job = job(0, address());
        return new ScrapeJob(
                job.name(),
                job.timing(),
                job.endpoint(),
                job.access(),
                List.of(new Discovery.InKubernetes(null, HttpAccess.plain(), Discovery.Role.POD, List.of(), Map.of())),
                job.relabel(),
                job.samples(),
                job.limits());
    }

    @Test
    void keepsAllAsItWasWhenAJobCannotBegin() {
        Scraping scraping = scraping(0, 1);
        scraping.apply(List.of(job(0, address())));

        assertThatIllegalStateException().isThrownBy(() -> scraping.prepare(List.of(inCluster())));

        round(scraping);
        assertThat(of("up").getLast().value()).isEqualTo(1);
        assertThat(scraping.jobs().getFirst().job()).isEqualTo(job(0, address()));
    }

    @Test
    void keepsTargetsUntilTheirClusterHasAnsweredAgain() {
        AtomicBoolean answered = new AtomicBoolean(true);
        Map<String, String> labels = Map.of("__address__", address());
        Scraping scraping = scraping(0, 1, cluster -> new FoundTargets() {
            @Override
            public List<TargetGroup> groups() {
                return answered.get() ? List.of(new TargetGroup("pod", List.of(labels))) : List.of();
            }

            @Override
            public boolean isSettled() {
                return answered.get();
            }

            @Override
            public long failures() {
                return 0;
            }

            @Override
            public void close() {}
        });
        scraping.apply(List.of(inCluster()));
        round(scraping);

        answered.set(false);
        scraping.apply(List.of(limited(inCluster())));
        assertThat(scraping.targets()).as("nobody has said yet that it is gone").hasSize(1);
        round(scraping);
        assertThat(of("a")).noneMatch(ScrapingTest::isStale);
    }

    private static ScrapeJob limited(ScrapeJob job) {
        return new ScrapeJob(
                job.name(),
                job.timing(),
                job.endpoint(),
                job.access(),
                job.discoveries(),
                job.relabel(),
                job.samples(),
                new Limits(0, 1000, 0, 0, 0, 0, 0));
    }
}
