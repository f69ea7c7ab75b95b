package com.kaldrix.monitoring.metrics.kpi.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiFile;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import com.kaldrix.monitoring.metrics.kpi.merge.TrafficWeights;
import com.kaldrix.monitoring.metrics.kpi.merge.WindowMerge;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and Prometheus see, from a hub that one other region reports to. */
class KpiViewTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Region EAST = new Region("us-east-1");
    private static final Region WEST = new Region("us-west-2");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(START.plusSeconds(85));
    private final KpiCatalogue catalogue = KpiFile.shipped();
    private final WindowMerge merge = new WindowMerge(
            catalogue,
            new TrafficWeights(Map.of(EAST, 70.0, WEST, 20.0, new Region("eu-west-1"), 10.0)),
            new WindowMerge.Expected(EAST, 1, true, Duration.ofSeconds(60)),
            Instant.EPOCH);
    private final LatestKpis latest = new LatestKpis(Duration.ofMinutes(3), clock);
    private KpiHistory history;

    @BeforeEach
    void twoRegionsReport() {
        history = new KpiHistory(new HistoryFiles(folder));
        merge.accept(new KpiPartial(EAST, "g-0", START, 10, List.of(peers(6))));
        merge.accept(new KpiPartial(WEST, "g-0", START, 10, List.of()));
        for (KpiWindow window : merge.due(clock.instant())) {
            latest.window(window);
            history.window(window);
        }
    }

    private static KpiPartial.Input peers(double value) {
        return new KpiPartial.Input("peers", "kaldrix", 1, value, value, value, value, value, 1, null);
    }

    private KpiController controller() {
        return new KpiController(catalogue, latest, history, merge, new Identity(EAST, "test", 0, 1, true), clock);
    }

    private String page() throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new KpiExposition(catalogue, latest, () -> merge.regions(clock.instant())));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void prometheusSeesValuesAndNothingWhereThereAreNone() throws IOException {
        assertThat(page())
                .contains("# TYPE kaldrix_peer_count gauge")
                .contains("kaldrix_peer_count{region=\"us-east-1\"} 6.0")
                .contains("kaldrix_peer_count{region=\"global\"} 6.0")
                .doesNotContain("kaldrix_peer_count{region=\"us-west-2\"}")
                .doesNotContain("kaldrix_block_height")
                .doesNotContain("NaN")
                .contains("kaldrix_kpi_region_reporting{region=\"eu-west-1\"} 0.0")
                .contains("kaldrix_kpi_region_reporting{region=\"us-west-2\"} 0.0")
                .contains("kaldrix_kpi_region_late_seconds{region=\"us-west-2\"} 5.0");
    }

    @Test
    void whatIsOldDisappears() throws IOException {
        clock.set(START.plusSeconds(200));

        assertThat(page()).doesNotContain("kaldrix_peer_count");
        assertThat(controller().all().windowStart()).isNull();
    }

    @Test
    void peopleSeeValueStatusAndReason() {
        KpiController.Kpis shown = controller().all();

        assertThat(shown.windowStart()).isEqualTo(START);
        assertThat(shown.missing()).containsExactly("eu-west-1");
        assertThat(shown.regions()).hasSize(3);
        KpiController.KpiShown peers = shown.kpis().stream()
                .filter(kpi -> kpi.name().equals("peer_count"))
                .findFirst()
                .orElseThrow();
        assertThat(peers.cloudWatchName()).isEqualTo("PeerCount");
        assertThat(peers.values())
                .contains(new KpiController.ValueShown("us-east-1", 6.0, "P2", null))
                .anySatisfy(value -> {
                    assertThat(value.region()).isEqualTo("us-west-2");
                    assertThat(value.value()).isNull();
                    assertThat(value.status()).isEqualTo("no-data");
                    assertThat(value.reason()).contains("no series for input peers");
                });
    }

    @Test
    void oneKpiOverTime() {
        KpiController.HistoryShown shown = controller()
                .one(
                        "peer_count",
                        Optional.of("global"),
                        Optional.of("2026-03-02T09:00:00Z"),
                        Optional.empty(),
                        Optional.of("60"));

        assertThat(shown.points()).containsExactly(new KpiController.PointShown(START, 6));
        assertThat(shown.stepSeconds()).isEqualTo(60);
        assertThat(controller()
                        .one("peer_count", Optional.empty(), Optional.of("0"), Optional.empty(), Optional.of("999990"))
                        .points())
                .hasSize(1);
    }

    @Test
    void whatIsWrongIsNamedAllAtOnce() {
        InvalidRequestException refused = Objects.requireNonNull(catchThrowableOfType(
                InvalidRequestException.class,
                () -> controller()
                        .one(
                                "peer_count",
                                Optional.of("nowhere"),
                                Optional.of("yesterday"),
                                Optional.of("x"),
                                Optional.of("7"))));

        assertThat(refused.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("region", "from", "to", "step");
        assertThatThrownBy(() -> controller()
                        .one("nothing", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> controller()
                        .one("peer_count", Optional.empty(), Optional.of("10"), Optional.of("5"), Optional.empty()))
                .hasMessageContaining("from");
        assertThatThrownBy(() -> controller()
                        .one("peer_count", Optional.empty(), Optional.of("0"), Optional.empty(), Optional.of("10")))
                .hasMessageContaining("step");
    }
}
