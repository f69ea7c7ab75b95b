package com.kaldrix.monitoring.metrics.kpi;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.MetricElection;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.partial.PartialWork;
import com.kaldrix.monitoring.metrics.pair.Election;
import com.kaldrix.monitoring.metrics.pair.Pairs;
import com.kaldrix.monitoring.metrics.spool.MessageSpool;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Announces the elections that the buffer holds to the other gateways of the region; where there is no other, to nobody. */
final class ElectionNotes implements PartialWork.Notes {
    private static final String METRICS = "metrics";

    private final Identity identity;
    private final MessageSpool bus;

    ElectionNotes(Identity identity, MessageSpool bus) {
        this.identity = identity;
        this.bus = bus;
    }

    @Override
    public void read(String kind, String text) {
        if (identity.replicas() > 1 && kind.equals(Pairs.NOTE)) {
            Election.ofNote(text).ifPresent(this::announce);
        }
    }

    private void announce(Election election) {
        String name = identity.region() + "/" + identity.replica() + "/" + election.note();
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        MetricElection elected = new MetricElection(election.cluster(), election.replica(), election.heard());
        CloudEvent<MetricElection> event = new CloudEvent<>(
                id.toString(),
                "/metrics-gateway",
                election.cluster(),
                election.heard(),
                identity.region(),
                null,
                elected);
        bus.put(new OutboxMessage(id, METRICS, MetricElection.TYPE, CloudEvents.write(event), Map.of()));
    }
}
