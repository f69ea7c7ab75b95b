package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.common.metrics.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What Prometheus sees of asking: of each target, for how long nothing has been known. */
@Component
class CollectionMetrics {
    private static final double MILLIS = 1000;

    CollectionMetrics(MeterRegistry meters, PullProperties properties, CollectionStates states, Clock clock) {
        Sampled<Map<Target, CollectionState>> sampled = new Sampled<>(
                "collection",
                () -> states.all().stream().collect(Collectors.toMap(CollectionState::target, Function.identity())));
        for (Target target : properties.targets()) {
            gauge(
                    meters,
                    target,
                    "kaldrix.compliance.collection.age",
                    "How long nothing has been known of a source",
                    sampled,
                    state -> Duration.between(state.knownUntil(), clock.instant())
                                    .toMillis()
                            / MILLIS);
            gauge(
                    meters,
                    target,
                    "kaldrix.compliance.collection.failing",
                    "Whether a source cannot be asked",
                    sampled,
                    state -> state.trouble().isPresent() ? 1 : 0);
        }
    }

    private static void gauge(
            MeterRegistry meters,
            Target target,
            String name,
            String description,
            Sampled<Map<Target, CollectionState>> sampled,
            ToDoubleFunction<CollectionState> part) {
        Gauge.Builder<?> gauge = Gauge.builder(
                        name,
                        sampled,
                        states -> states.get(all -> {
                            CollectionState state = all.get(target);
                            return state == null ? Double.NaN : part.applyAsDouble(state);
                        }))
                .description(description)
                .tag("source", target.source().word())
                .tag("account", target.account())
                .tag("region", target.region().code())
                .strongReference(true);
        if (name.endsWith("age")) {
            gauge.baseUnit("seconds");
        }
        gauge.register(meters);
    }
}
