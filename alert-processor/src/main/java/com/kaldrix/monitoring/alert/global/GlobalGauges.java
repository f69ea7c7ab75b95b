package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.metrics.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** What Prometheus sees of all regions together. */
@Component
class GlobalGauges {
    GlobalGauges(BeatRows rows, HubRole role, MeterRegistry meters) {
        Sampled<List<BeatRows.State>> regions = new Sampled<>("regions", rows::states);
        Gauge.builder("kaldrix_global_regions", regions, sample -> sample.get(List::size))
                .description("Regions that were heard of")
                .strongReference(true)
                .register(meters);
        Gauge.builder(
                        "kaldrix_global_regions_silent",
                        regions,
                        sample -> sample.get(states -> (int) states.stream()
                                .filter(state -> state.silentSince() != null)
                                .count()))
                .description("Regions that are silent")
                .strongReference(true)
                .register(meters);
        Sampled<Boolean> hub = new Sampled<>("hub role", role::hub);
        Gauge.builder("kaldrix_global_hub", hub, sample -> sample.get(is -> is ? 1 : 0))
                .description("1 while this region is the hub")
                .strongReference(true)
                .register(meters);
    }
}
