package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What people do with detectors: the change, its entry in the audit log and what gateways are told are one transaction. */
@Component
class DetectorDesk {
    private final Detectors detectors;
    private final WatchRequests requests;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    DetectorDesk(
            Detectors detectors,
            WatchRequests requests,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.detectors = detectors;
        this.requests = requests;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    AnomalyDetector create(DetectorDocument document, Actor actor) {
        document.checked();
        Instant now = now();
        AnomalyDetector made = new AnomalyDetector(Ids.next(), document, null, actor.name(), now, now);
        transactions.executeWithoutResult(status -> {
            detectors.lock();
            detectors.put(made);
            told("detector.create", made.id(), document, actor);
        });
        return made;
    }

    /** @throws NotFoundException if there is none of that id */
    AnomalyDetector replace(UUID id, DetectorDocument document, Actor actor) {
        document.checked();
        return Objects.requireNonNull(transactions.execute(status -> {
            detectors.lock();
            AnomalyDetector before = ofApi(id);
            AnomalyDetector after =
                    new AnomalyDetector(id, document, null, before.createdBy(), before.createdAt(), now());
            detectors.put(after);
            told("detector.replace", id, document, actor);
            return after;
        }));
    }

    /** @throws NotFoundException if there is none of that id */
    void delete(UUID id, Actor actor) {
        transactions.executeWithoutResult(status -> {
            detectors.lock();
            AnomalyDetector before = ofApi(id);
            detectors.end(id, now());
            told("detector.delete", id, before.document(), actor);
        });
    }

    private AnomalyDetector ofApi(UUID id) {
        AnomalyDetector detector = detectors.find(id).orElseThrow(() -> new NotFoundException("detector", id));
        if (detector.file() != null) {
            throw new ConflictException("the detector stands in the file " + detector.file() + " and is changed there");
        }
        return detector;
    }

    private void told(String action, UUID id, DetectorDocument document, Actor actor) {
        audit.record(actor, action, "detector/" + id, Map.of("metric_name", String.valueOf(document.metricName())));
        requests.tell();
    }
}
