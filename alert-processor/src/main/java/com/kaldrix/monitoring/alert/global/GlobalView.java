package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.id.Ids;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts incidents of all regions together. Two of different regions belong together when they are the same fault and opened at about the same time; that
 * goes on from one to the next. What the view shows depends on which events have come and not on their order, and an event that comes again changes nothing.
 */
@Component
class GlobalView {
    private static final int BATCH = 200;

    private final GlobalRows rows;
    private final GlobalProperties properties;

    GlobalView(GlobalRows rows, GlobalProperties properties) {
        this.rows = rows;
        this.properties = properties;
    }

    /** Takes events in; when it returns they are committed. */
    @Transactional
    public void hear(List<CloudEvent<AlertLifecycle>> events) {
        if (events.isEmpty()) {
            return;
        }
        rows.lock();
        Set<UUID> touched = new HashSet<>();
        for (CloudEvent<AlertLifecycle> event : events) {
            hear(RegionalIncident.of(event), touched);
        }
        touched.forEach(rows::putTogether);
    }

    private void hear(RegionalIncident told, Set<UUID> touched) {
        RegionalIncident before = rows.find(told.id()).orElse(told);
        RegionalIncident now = before.and(told);
        UUID place = rows.globalOf(now.id()).orElse(null);
        if (place != null && before.fault().equals(now.fault())) {
            rows.save(now, place);
            touched.add(place);
            return;
        }
        List<UUID> same = now.isAlone() ? List.of() : rows.sameFault(now, properties.together());
        UUID into;
        if (!same.isEmpty()) {
            into = same.getFirst();
        } else if (place != null) {
            into = place;
        } else {
            into = Ids.next();
            rows.begin(into, now);
        }
        rows.save(now, into);
        touched.add(into);
        if (place != null) {
            touched.add(place);
        }
        // What opened between two that were apart joins them.
        same.stream().skip(1).forEach(other -> {
            rows.merge(other, into);
            touched.add(other);
        });
    }

    /** Forgets global incidents to which nothing has happened since then, also those whose end was never told; how many. */
    @Transactional
    public int forget(Instant before) {
        rows.lock();
        int all = 0;
        int forgotten;
        do {
            forgotten = rows.forget(before, BATCH);
            all += forgotten;
        } while (forgotten == BATCH && all < 50 * BATCH);
        return all;
    }
}
