package com.kaldrix.monitoring.compliance.breach;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.compliance.audit.log.Record;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.breach.BreachCase.Clock;
import com.kaldrix.monitoring.compliance.breach.BreachCase.State;
import com.kaldrix.monitoring.compliance.breach.BreachCase.Word;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Opens breaches, and keeps what people say of them, in the caller's transaction and in the audit trail with it. */
@Component
class BreachDesk {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Breaches breaches;
    private final Trail trail;

    BreachDesk(Breaches breaches, Trail trail) {
        this.breaches = breaches;
        this.trail = trail;
    }

    /** What is to be opened. */
    record Opening(String title, Instant discoveredAt, Set<Regime> regimes, List<UUID> findings, State state) {}

    BreachCase open(Opening opening, Word opened) {
        Instant discovered = opening.discoveredAt().truncatedTo(ChronoUnit.MICROS);
        BreachCase breach = new BreachCase(
                Ids.next(),
                opening.title(),
                discovered,
                opened,
                opening.state(),
                Optional.empty(),
                opening.regimes().stream()
                        .sorted()
                        .map(regime -> new Clock(regime, discovered.plus(regime.within()), Optional.empty()))
                        .toList(),
                opening.findings());
        breaches.add(breach);
        record("breach.opened", breach.id(), opened, Map.of("discoveredAt", discovered.toString()));
        return breach;
    }

    void attach(BreachCase breach, List<UUID> findings, Word by) {
        breaches.attach(breach.id(), findings);
        record("breach.widened", breach.id(), by, Map.of("findings", Integer.toString(findings.size())));
    }

    void decide(UUID id, State state, Word decision) {
        breaches.decide(id, state, decision);
        record(state == State.CONFIRMED ? "breach.confirmed" : "breach.dismissed", id, decision, Map.of());
    }

    /** Whether a clock ran that stops now. */
    boolean notified(UUID id, Regime regime, Word notified, Instant now) {
        boolean stopped = breaches.stop(id, regime, notified);
        if (stopped) {
            record(
                    "breach.notified",
                    id,
                    new Word(notified.by(), now, notified.words()),
                    Map.of("regime", regime.word(), "notifiedAt", notified.at().toString()));
        }
        return stopped;
    }

    private void record(String kind, UUID id, Word word, Map<String, String> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("by", word.by());
        body.put("words", word.words());
        trail.append(List.of(new Record(kind, "breach/" + id, JSON.writeValueAsString(body))), word.at());
    }
}
