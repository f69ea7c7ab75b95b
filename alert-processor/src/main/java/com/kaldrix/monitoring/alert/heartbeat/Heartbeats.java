package com.kaldrix.monitoring.alert.heartbeat;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Watchdog;
import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The heartbeats that are waited for: those of the configuration, and those made by the API. */
@Component
class Heartbeats implements Watchdog {
    /** The source of the alerts that silences are. */
    static final String SOURCE = "heartbeat";

    private final Heartbeat.Configured configured;
    private final HeartbeatRows rows;

    Heartbeats(Heartbeat.Configured configured, HeartbeatRows rows) {
        this.configured = configured;
        this.rows = rows;
    }

    /** By name; where both say something the configuration holds. */
    Map<String, Heartbeat> all() {
        Map<String, Heartbeat> all = new LinkedHashMap<>();
        configured.get().forEach(heartbeat -> all.put(heartbeat.name(), heartbeat));
        rows.made().forEach(heartbeat -> all.putIfAbsent(heartbeat.name(), heartbeat));
        return all;
    }

    boolean configured(String name) {
        return configured.get().stream().anyMatch(heartbeat -> heartbeat.name().equals(name));
    }

    /** Notes that one was heard, in the caller's transaction; the end of its silence where it was missing. */
    Optional<IncomingAlert> beat(String name, Instant now) {
        rows.beat(name, now);
        return rows.returned(name).map(alert -> end(alert, now));
    }

    static IncomingAlert end(Labels alert, Instant now) {
        return new IncomingAlert(SOURCE, alert, Map.of(), null, now, "").heldUntilResolved(now);
    }

    @Override
    public List<IncomingAlert> hear(List<IncomingAlert> reports, Instant now) {
        List<Heartbeat> fed = configured.get().stream()
                .filter(heartbeat -> !heartbeat.watchdog().all().isEmpty())
                .toList();
        if (fed.isEmpty()) {
            return reports;
        }
        Set<String> heard = new LinkedHashSet<>();
        List<IncomingAlert> others = new ArrayList<>();
        for (IncomingAlert report : reports) {
            List<String> names = fed.stream()
                    .filter(heartbeat -> heartbeat.isFedBy(report.routingLabels()))
                    .map(Heartbeat::name)
                    .toList();
            Instant end = report.endsAt();
            if (names.isEmpty()) {
                others.add(report);
            } else if (end == null || end.isAfter(now)) {
                heard.addAll(names);
            }
        }
        // In one order, so that two replicas that hear the same sources wait for each other in turn.
        heard.stream().sorted().forEach(name -> beat(name, now).ifPresent(others::add));
        return others;
    }
}
