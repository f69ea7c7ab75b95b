package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.alert.alertmanager.Overview.Counts;
import com.kaldrix.monitoring.alert.configuration.ActiveConfiguration;
import com.kaldrix.monitoring.alert.silence.Silence.State;
import com.kaldrix.monitoring.alert.silence.SilenceDesk;
import com.kaldrix.monitoring.common.metrics.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The figures that existing rules and dashboards ask an Alertmanager for, under its own names. */
@Component
class AlertmanagerMetrics implements MeterBinder {
    /** The release of Alertmanager whose interface this is. */
    static final String INTERFACE = "0.28.0";

    private final ActiveConfiguration active;
    private final Overview overview;
    private final SilenceDesk silences;
    private final Replicas replicas;
    private final Clock clock;

    AlertmanagerMetrics(
            ActiveConfiguration active, Overview overview, SilenceDesk silences, Replicas replicas, Clock clock) {
        this.active = active;
        this.overview = overview;
        this.silences = silences;
        this.replicas = replicas;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        alerts(meters);
        silences(meters);
        configuration(meters);
        Sampled<Integer> peers =
                new Sampled<>("replicas", () -> replicas.alive().size());
        gauge(meters, "alertmanager_cluster_members", "Replicas, this one among them", one -> peers.get(all -> all));
        gauge(meters, "alertmanager_cluster_enabled", "Whether replicas know of each other", one -> 1);
        gauge(meters, "alertmanager_cluster_failed_peers", "Replicas that are lost: none is waited for", one -> 0);
        gauge(
                meters,
                "alertmanager_cluster_health_score",
                "0 when all is well: replicas need nothing of each other",
                one -> 0);
    }

    private void alerts(MeterRegistry meters) {
        Sampled<Counts> counts =
                new Sampled<>("alerts as Alertmanager counts them", () -> overview.counts(clock.instant()));
        Map<String, ToDoubleFunction<Counts>> states = Map.of(
                "active", Counts::active,
                "suppressed", Counts::suppressed,
                "unprocessed", any -> 0);
        states.forEach((state, part) -> Gauge.builder("alertmanager_alerts", counts, sample -> sample.get(part))
                .description("Alerts that fire, by whether something keeps them from being told")
                .tag("state", state)
                .strongReference(true)
                .register(meters));
    }

    private void silences(MeterRegistry meters) {
        Sampled<Map<State, Long>> counts = new Sampled<>(
                "silences",
                () -> silences.all().stream()
                        .map(silence -> silence.stateAt(clock.instant()))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
        for (State state : State.values()) {
            Gauge.builder("alertmanager_silences", counts, sample -> sample.get(found -> found.getOrDefault(state, 0L)))
                    .description("Silences that are not forgotten, by where they stand")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(meters);
        }
    }

    private void configuration(MeterRegistry meters) {
        gauge(
                meters,
                "alertmanager_config_last_reload_successful",
                "Whether what was last loaded was right",
                one -> one.lastReloadSucceeded() ? 1 : 0);
        gauge(
                meters,
                "alertmanager_config_last_reload_success_timestamp_seconds",
                "When the configuration in force was loaded",
                one -> one.loadedAt().toEpochMilli() / 1000.0);
        gauge(
                meters,
                "alertmanager_config_hash",
                "A number made of the configuration in force: the same number, the same configuration",
                one -> new BigInteger(one.current().hash().substring(0, 12), 16).doubleValue());
        gauge(
                meters,
                "alertmanager_receivers",
                "Receivers of the configuration in force",
                one -> one.current().receivers().size());
        gauge(
                meters,
                "alertmanager_integrations",
                "Integrations of the configuration in force",
                one -> one.current().receivers().stream()
                        .map(receiver -> receiver.integrations())
                        .mapToInt(List::size)
                        .sum());
    }

    private void gauge(
            MeterRegistry meters, String name, String description, ToDoubleFunction<ActiveConfiguration> value) {
        Gauge.builder(name, active, value)
                .description(description)
                .strongReference(true)
                .register(meters);
    }
}
