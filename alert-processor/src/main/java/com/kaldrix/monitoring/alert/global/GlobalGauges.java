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
        Sampled<Integer> hubs = new Sampled<>("hubs", () -> hubs(rows.states(), role));
        Gauge.builder("kaldrix_global_hubs", hubs, sample -> sample.get(count -> count))
                .description("Regions that believe to be the hub, this one included, without silent ones")
                .strongReference(true)
                .register(meters);
    }

    private static int hubs(List<BeatRows.State> states, HubRole role) {
        long others = states.stream()
                .filter(state -> !state.region().equals(role.region().code()))
                .filter(state -> state.hub() && state.silentSince() == null)
                .count();
        return (int) others + (role.hub() ? 1 : 0);
    }
}
