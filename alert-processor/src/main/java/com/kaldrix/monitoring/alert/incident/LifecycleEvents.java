package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.event.AlertLifecycle.Change;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells other services what happens to incidents, on the topic {@code events}. */
@Component
class LifecycleEvents {
    private static final String SOURCE = "kaldrix/alert-processor";

    private final Outbox outbox;
    private final Region region;

    LifecycleEvents(Outbox outbox, Region region) {
        this.outbox = outbox;
        this.region = region;
    }

    /**
     * What else is known of a change.
     *
     * @param actor who made it; null for the suite
     * @param step escalation step, from 1; null for none
     * @param note what was written; null for nothing
     * @param firing how many alerts fire
     * @param resolved how many are over
     * @param fault what it opened with; null for what is no opening
     */
    record Circumstances(
            @Nullable String actor,
            @Nullable Integer step,
            @Nullable String note,
            int firing,
            int resolved,
            @Nullable Fault fault) {
        static final Circumstances NONE = new Circumstances(null, null, null, 0, 0, null);

        static Circumstances by(@Nullable String actor) {
            return new Circumstances(actor, null, null, 0, 0, null);
        }

        static Circumstances opened(List<Alert> alerts) {
            return new Circumstances(null, null, null, alerts.size(), 0, Fault.of(alerts));
        }

        static Circumstances over(@Nullable String actor, int alerts) {
            return new Circumstances(actor, null, null, 0, alerts, null);
        }

        static Circumstances step(int step) {
            return new Circumstances(null, step, null, 0, 0, null);
        }

        static Circumstances note(String actor, String text) {
            return new Circumstances(actor, null, text, 0, 0, null);
        }
    }

    /**
     * By what others know the same fault elsewhere.
     *
     * @param names names of the alerts, sorted
     * @param component what they share; null when they share none
     */
    record Fault(List<String> names, @Nullable String component) {
        static Fault of(List<Alert> alerts) {
            Set<String> components = alerts.stream().map(Alert::component).collect(Collectors.toSet());
            String shared = components.size() == 1 ? components.iterator().next() : "";
            return new Fault(
                    alerts.stream()
                            .map(Alert::name)
                            .filter(name -> !name.isBlank())
                            .distinct()
                            .sorted()
                            .limit(AlertLifecycle.MOST_NAMES)
                            .toList(),
                    shared.isBlank() ? null : shared);
        }
    }

    void publish(Incident incident, Change change, Circumstances circumstances, Instant now) {
        Fault fault = circumstances.fault();
        AlertLifecycle data = new AlertLifecycle(
                incident.id(),
                change,
                incident.severity(),
                incident.title(),
                incident.group().receiver(),
                incident.group().key(),
                incident.group().labels(),
                circumstances.firing(),
                circumstances.resolved(),
                circumstances.actor(),
                circumstances.step(),
                circumstances.note(),
                fault == null ? List.of() : fault.names(),
                fault == null ? null : fault.component(),
                incident.times().openedAt(),
                now);
        UUID id = Ids.next();
        Region where = Region.find(incident.group().region()).orElse(region);
        CloudEvent<AlertLifecycle> event =
                new CloudEvent<>(id.toString(), SOURCE, incident.id().toString(), now, where, null, data);
        outbox.append(new OutboxMessage(
                id,
                "events",
                AlertLifecycle.TYPE,
                CloudEvents.write(event),
                Map.of("region", where.code(), "severity", incident.severity().name())));
    }
}
