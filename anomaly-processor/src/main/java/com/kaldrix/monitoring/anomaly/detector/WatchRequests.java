package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.MetricWatch;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells the gateways of this region which series detectors and metric sets ask for. */
@Component
public class WatchRequests {
    private static final String TOPIC = "metrics";

    private final Detectors detectors;
    private final MetricSets metricSets;
    private final Outbox outbox;
    private final Region region;
    private final boolean told;
    private final Clock clock;

    WatchRequests(
            Detectors detectors,
            MetricSets metricSets,
            Outbox outbox,
            Region region,
            @Value("${kaldrix.topics.metrics:}") String topic,
            Clock clock) {
        this.detectors = detectors;
        this.metricSets = metricSets;
        this.outbox = outbox;
        this.region = region;
        this.told = !topic.isBlank();
        this.clock = clock;
    }

    /** Tells the whole list, in the caller's transaction; nothing where there is no topic of metrics. */
    public void tell() {
        if (!told) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<String> selectors = Stream.concat(
                        detectors.all().stream().map(one -> one.document().checked()),
                        metricSets.all().stream().flatMap(one -> one.document().definitions().stream()))
                .flatMap(one -> one.series().stream())
                .map(Matchers::toString)
                .distinct()
                .sorted()
                .toList();
        UUID id = Ids.next();
        MetricWatch list = new MetricWatch(selectors, now);
        CloudEvent<MetricWatch> event =
                new CloudEvent<>(id.toString(), "/anomaly-processor", null, now, region, null, list);
        outbox.append(new OutboxMessage(
                id, TOPIC, MetricWatch.TYPE, CloudEvents.write(event), Map.of("region", region.code())));
    }
}
