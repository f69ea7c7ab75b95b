package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.notify.Deliveries.ChannelHealth;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.common.metrics.Sampled;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether channels can be reached, as all replicas have seen it. */
public final class ChannelGauges {
    private final MultiGauge gauges;
    private final Sampled<Map<String, Boolean>> health;

    /** @param deliveries who knows how channels fare */
    public ChannelGauges(Deliveries deliveries, MeterRegistry meters) {
        this.gauges = MultiGauge.builder("kaldrix_channel_up")
                .description(
                        "Whether the latest attempt at an integration succeeded, or none has failed yet: 1, else 0")
                .register(meters);
        this.health = new Sampled<>(
                "channels",
                () -> deliveries.health().stream().collect(Collectors.toMap(ChannelHealth::key, ChannelHealth::up)));
    }

    /** Shows the integrations of these receivers, and no others any more. */
    public void show(List<Receiver> receivers) {
        List<Row<?>> rows = new ArrayList<>();
        for (Receiver receiver : receivers) {
            receiver.addressed().forEach((address, integration) -> {
                String channel = integration.channel();
                rows.add(Row.of(
                        Tags.of("integration", integration.kind(), "address", address.toString()),
                        health,
                        sample -> sample.get(up -> up.getOrDefault(channel, true) ? 1 : 0)));
            });
        }
        gauges.register(rows, true);
    }
}
