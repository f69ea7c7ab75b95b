package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What people do with metric sets. */
@Component
class MetricSetDesk {
    private final MetricSets sets;
    private final Detectors detectors;
    private final SetReadings readings;
    private final WatchRequests requests;
    private final AuditLog audit;
    private final Transactions transactions;

    /** Transactions, and the time in which they happen. */
    @Component
    static class Transactions {
        private final TransactionOperations operations;
        private final Clock clock;

        Transactions(TransactionOperations operations, Clock clock) {
            this.operations = operations;
            this.clock = clock;
        }

        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }

        void run(Runnable work) {
            operations.executeWithoutResult(status -> work.run());
        }
    }

    MetricSetDesk(
            MetricSets sets,
            Detectors detectors,
            SetReadings readings,
            WatchRequests requests,
            AuditLog audit,
            Transactions transactions) {
        this.sets = sets;
        this.detectors = detectors;
        this.readings = readings;
        this.requests = requests;
        this.audit = audit;
        this.transactions = transactions;
    }

    MetricSet create(MetricSetDocument document, Actor actor) {
        document.checked();
        Instant now = transactions.now();
        MetricSet made = new MetricSet(Ids.next(), document, null, actor.name(), now, now);
        put(made, "metric-set.create", actor);
        return made;
    }

    /** @throws NotFoundException if there is none of that id */
    MetricSet replace(UUID id, MetricSetDocument document, Actor actor) {
        document.checked();
        MetricSet before = ofApi(id);
        MetricSet after = new MetricSet(id, document, null, before.createdBy(), before.createdAt(), transactions.now());
        put(after, "metric-set.replace", actor);
        return after;
    }

    private void put(MetricSet set, String action, Actor actor) {
        transactions.run(() -> {
            detectors.lock();
            if (sets.named(set.name())
                    .filter(other -> !other.id().equals(set.id()))
                    .isPresent()) {
                throw new ConflictException("there is a metric set of the name " + set.name() + " already");
            }
            sets.put(set);
            audit.record(actor, action, "metric-set/" + set.id(), Map.of("metric_set_name", set.name()));
            requests.tell();
        });
    }

    /** @throws NotFoundException if there is none of that id */
    void delete(UUID id, Actor actor) {
        MetricSet before = ofApi(id);
        transactions.run(() -> {
            detectors.lock();
            sets.remove(id);
            audit.record(actor, "metric-set.delete", "metric-set/" + id, Map.of("metric_set_name", before.name()));
            requests.tell();
        });
    }

    private MetricSet ofApi(UUID id) {
        MetricSet set = find(id);
        if (set.file() != null) {
            throw new ConflictException("the metric set stands in the file " + set.file() + " and is changed there");
        }
        return set;
    }

    /** @throws NotFoundException if there is none of that id */
    MetricSet find(UUID id) {
        return sets.find(id).orElseThrow(() -> new NotFoundException("metric set", id));
    }

    /** Keeps readings that were uploaded, in place of those of the same times. */
    void add(MetricSet set, List<SetReadings.Uploaded> uploaded, Actor actor) {
        transactions.run(() -> {
            readings.add(set.id(), uploaded);
            audit.record(
                    actor,
                    "metric-set.upload",
                    "metric-set/" + set.id(),
                    Map.of("readings", Integer.toString(uploaded.size())));
        });
    }
}
