package com.kaldrix.monitoring.metrics.kpi.view;

import com.kaldrix.monitoring.metrics.kpi.definition.Kpi;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import com.kaldrix.monitoring.metrics.kpi.merge.RegionStatus;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * KPIs on the page that Prometheus scrapes: a gauge for each, with the label {@code region}. Where there is no data there is no
 * sample.
 */
final class KpiExposition implements MultiCollector {
    private static final String REGION = "region";

    private final KpiCatalogue catalogue;
    private final LatestKpis latest;
    private final Supplier<List<RegionStatus>> regions;

    KpiExposition(KpiCatalogue catalogue, LatestKpis latest, Supplier<List<RegionStatus>> regions) {
        this.catalogue = catalogue;
        this.latest = latest;
        this.regions = regions;
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        Optional<KpiWindow> window = latest.current();
        window.ifPresent(known -> {
            for (Kpi kpi : catalogue.kpis()) {
                GaugeSnapshot.Builder gauge =
                        GaugeSnapshot.builder().name(kpi.exposedName()).help(kpi.help() + " (" + kpi.unit() + ")");
                boolean any = false;
                for (Map.Entry<String, Map<String, Outcome>> region :
                        known.values().entrySet()) {
                    if (region.getValue().get(kpi.name()) instanceof Outcome.Value value) {
                        gauge.dataPoint(point(region.getKey(), value.number()));
                        any = true;
                    }
                }
                if (any) {
                    snapshots.add(gauge.build());
                }
            }
        });
        regionStatus(snapshots);
        return new MetricSnapshots(snapshots);
    }

    private void regionStatus(List<MetricSnapshot> snapshots) {
        GaugeSnapshot.Builder reporting = GaugeSnapshot.builder()
                .name("kaldrix_kpi_region_reporting")
                .help("Whether the region has reported what it should have by now");
        GaugeSnapshot.Builder late = GaugeSnapshot.builder()
                .name("kaldrix_kpi_region_late_seconds")
                .help("How much overdue the region's next report is");
        for (RegionStatus status : regions.get()) {
            String region = status.region().code();
            reporting.dataPoint(point(region, status.reporting() ? 1 : 0));
            status.late().ifPresent(time -> late.dataPoint(point(region, time.toMillis() / 1000.0)));
        }
        snapshots.add(reporting.build());
        snapshots.add(late.build());
    }

    private static GaugeDataPointSnapshot point(String region, double value) {
        return GaugeDataPointSnapshot.builder()
                .labels(Labels.of(REGION, region))
                .value(value)
                .build();
    }
}
