package com.kaldrix.monitoring.metrics.kpi.signal;

import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.AlertSignal.Status;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.definition.Kpi;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import com.kaldrix.monitoring.metrics.kpi.definition.Threshold;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiListener;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import com.kaldrix.monitoring.metrics.spool.MessageSpool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Says when a KPI has been bad for as long as its threshold asks, and when that is over. Each is said once, also over a restart;
 * should it be said twice after a crash, the second has the same identity. A window without data neither begins nor ends
 * anything. Only the first replica of a region speaks, and of the whole only the hub's. For one thread at a time.
 */
public final class KpiSignals implements KpiListener {
    private static final String ALERTS = "alerts";
    private static final Duration MISSING_FOR = Duration.ofMinutes(2);
    private static final Duration LONGEST_GOOD = Duration.ofMinutes(1);

    private final KpiCatalogue catalogue;
    private final Identity identity;
    private final MessageSpool bus;
    private final BreachFile file;
    private final Map<String, Breach> breaches;

    /** @param file where it is kept what is bad */
    public KpiSignals(KpiCatalogue catalogue, Identity identity, MessageSpool bus, Path file) {
        this.catalogue = catalogue;
        this.identity = identity;
        this.bus = bus;
        this.file = new BreachFile(file);
        this.breaches = new HashMap<>(this.file.read());
    }

    @Override
    public void window(KpiWindow window) {
        if (window.revised() || identity.ordinal() != 0) {
            return;
        }
        Map<String, Breach> before = Map.copyOf(breaches);
        for (Condition condition : conditions(window)) {
            if (condition.bad()) {
                bad(condition, window.end());
            } else {
                good(condition, window.end());
            }
        }
        if (!before.equals(breaches)) {
            file.write(breaches);
        }
    }

    private List<Condition> conditions(KpiWindow window) {
        List<Condition> conditions = new ArrayList<>();
        of(window, identity.region().code(), conditions);
        if (identity.hub()) {
            of(window, Region.GLOBAL, conditions);
            for (String region : window.missing()) {
                conditions.add(Condition.reporting(region, MISSING_FOR, true));
            }
            for (String region : window.values().keySet()) {
                if (!region.equals(Region.GLOBAL)) {
                    conditions.add(Condition.reporting(region, MISSING_FOR, false));
                }
            }
        }
        return conditions;
    }

    private void of(KpiWindow window, String region, List<Condition> conditions) {
        Map<String, Outcome> outcomes = window.values().getOrDefault(region, Map.of());
        for (Kpi kpi : catalogue.kpis()) {
            if (outcomes.get(kpi.name()) instanceof Outcome.Value value) {
                for (Threshold threshold : kpi.thresholds()) {
                    conditions.add(Condition.of(kpi, threshold, region, value.number()));
                }
            }
        }
    }

    private void bad(Condition condition, Instant end) {
        Breach before = breaches.get(condition.key());
        Breach now = Breach.bad(before, end, condition.hold());
        if (now.told() && (before == null || !before.told())) {
            tell(condition, Status.FIRING, now.since(), end);
        }
        breaches.put(condition.key(), now);
    }

    private void good(Condition condition, Instant end) {
        Breach before = breaches.get(condition.key());
        if (before == null) {
            return;
        }
        Breach now = before.good(end);
        if (now == null) {
            breaches.remove(condition.key());
            return;
        }
        Duration hold = condition.hold().compareTo(LONGEST_GOOD) < 0 ? condition.hold() : LONGEST_GOOD;
        if (now.isOver(end, hold)) {
            tell(condition, Status.RESOLVED, now.since(), Objects.requireNonNullElse(now.goodSince(), end));
            breaches.remove(condition.key());
        } else {
            breaches.put(condition.key(), now);
        }
    }

    /** @param at when it was clear that it is bad, or since when it is good */
    private void tell(Condition condition, Status status, Instant since, Instant at) {
        AlertSignal signal = new AlertSignal(
                status,
                condition.name(),
                condition.severity(),
                condition.component(),
                condition.labels(),
                condition.words(),
                since,
                status == Status.RESOLVED ? at : null,
                null);
        String name = identity.region() + " " + condition.key() + " " + status + " " + since;
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        CloudEvent<AlertSignal> event = new CloudEvent<>(
                id.toString(), "/metrics-gateway", condition.key(), at, identity.region(), null, signal);
        bus.put(new OutboxMessage(id, ALERTS, AlertSignal.TYPE, CloudEvents.write(event), Map.of()));
    }
}
