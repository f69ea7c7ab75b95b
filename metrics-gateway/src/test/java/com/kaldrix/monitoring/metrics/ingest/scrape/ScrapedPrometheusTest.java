package com.kaldrix.monitoring.metrics.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.net.LocalPorts;
import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Endpoint;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Limits;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.SampleRules;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob.Timing;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.LocalDiscoveries;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.TargetGroup;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.TextFormat;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake.Sample;
import com.kaldrix.monitoring.metrics.relabel.RelabelRules;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scrapes a real Prometheus, in both formats that it speaks. */
@Tag("external")
class ScrapedPrometheusTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T14:00:00Z"));
    private final RecordingIntake intake = new RecordingIntake();

    @ParameterizedTest
    @ValueSource(strings = {Endpoint.ACCEPT, "text/plain;version=0.0.4"})
    void takesEverythingThatItShows(String accept, @TempDir Path folder) throws IOException, InterruptedException {
        int port = LocalPorts.free();
        Process prometheus = prometheus(folder, port);
        Scraping scraping = scraping();
        try {
            scraping.apply(List.of(job("127.0.0.1:" + port, accept)));
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        clock.advance(Duration.ofSeconds(1));
                        scraping.runDue();
                        return isUp();
                    });
        } finally {
            scraping.close();
            prometheus.destroy();
            if (!prometheus.waitFor(20, TimeUnit.SECONDS)) {
                prometheus.destroyForcibly();
            }
        }

        Sample scraped = of("scrape_samples_scraped").stream()
                .filter(one -> one.value() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(scraped.value()).isGreaterThan(150);
        assertThat(intake.samples())
                .filteredOn(one -> one.timestamp() == scraped.timestamp())
                .as("the page, and the five series on it")
                .hasSize((int) scraped.value() + 5);
        for (String name : List.of(
                "prometheus_build_info", "go_goroutines", "prometheus_tsdb_compaction_chunk_size_bytes_bucket")) {
            assertThat(of(name)).as(name).isNotEmpty();
        }
        assertThat(intake.metadata()).anyMatch(one -> one.family().equals("go_goroutines"));
    }

    private boolean isUp() {
        return of("up").stream().anyMatch(one -> one.value() == 1);
    }

    private List<Sample> of(String name) {
        return intake.samples().stream()
                .filter(one -> one.labels().get(LabelSet.NAME).equals(name))
                .toList();
    }

    private static Process prometheus(Path folder, int port) throws IOException {
        Path file = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    private Scraping scraping() {
        return new Scraping(
                new LocalDiscoveries(clock, cluster -> {
                    throw new IllegalStateException("there is no cluster here");
                }),
                new Identity(new Region("eu-west-1"), "test", 0, 1, false),
                Executors.newVirtualThreadPerTaskExecutor(),
                new ScrapedTarget.Surroundings(intake, clock, new ScrapeMetrics(new SimpleMeterRegistry())));
    }

    private static ScrapeJob job(String address, String accept) {
        return new ScrapeJob(
                "prometheus",
                new Timing(Duration.ofSeconds(5), Duration.ofSeconds(5)),
                new Endpoint("http", "/metrics", Map.of(), accept, true, TextFormat.PROMETHEUS),
                HttpAccess.plain(),
                List.of(new Discovery.Written(List.of(new TargetGroup("0", List.of(Map.of("__address__", address)))))),
                RelabelRules.none(),
                new SampleRules(false, true, false, RelabelRules.none()),
                new Limits(0, 0, 0, 0, 0, 0, 0));
    }
}
