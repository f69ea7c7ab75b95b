package com.kaldrix.monitoring.alert.flap;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.Alerts.Merged;
import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Watches alerts that come and go, in the caller's transaction. */
@Component
public class FlapWatch {
    private final Flaps flaps;
    private final FlapRules rules;

    FlapWatch(Flaps flaps, FlapRules rules) {
        this.flaps = flaps;
        this.rules = rules;
    }

    /**
     * Alerts that flap or did.
     *
     * @param flapping those that flap
     * @param calm those that did and are calm now
     */
    public record Seen(Map<Fingerprint, Flap> flapping, List<Fingerprint> calm) {}

    /** Looks at reports: which alerts are over, and which that were fire again. */
    public void see(List<Merged> merged, Instant now) {
        FlapRule rule = rules.current();
        if (rule.off()) {
            return;
        }
        List<Fingerprint> again = new ArrayList<>();
        List<Fingerprint> over = new ArrayList<>();
        for (Merged one : merged) {
            one.before().ifPresent(before -> {
                Fingerprint alert = one.alert().fingerprint();
                if (one.startedFiring(now)) {
                    again.add(alert);
                } else if (one.alert().resolvedAt(now) && !before.resolvedAt(now)) {
                    over.add(alert);
                }
            });
        }
        flaps.firedAgain(again, rule, now);
        flaps.over(over, rule, now);
    }

    /** Which of these alerts flap. */
    public Seen look(Collection<Alert> alerts, Instant now) {
        FlapRule rule = rules.current();
        if (rule.off() || alerts.isEmpty()) {
            return new Seen(Map.of(), List.of());
        }
        Map<Fingerprint, Flap> known =
                flaps.of(alerts.stream().map(Alert::fingerprint).toList());
        Map<Fingerprint, Flap> flapping = new HashMap<>();
        List<Fingerprint> calm = new ArrayList<>();
        for (Alert alert : alerts) {
            Flap flap = known.get(alert.fingerprint());
            if (flap != null && lastChange(flap, alert, now).plus(rule.calm()).isAfter(now)) {
                flapping.put(alert.fingerprint(), flap);
            } else if (flap != null) {
                calm.add(alert.fingerprint());
            }
        }
        return new Seen(flapping, calm);
    }

    /** An alert that nobody reports on any more is over without a report that says so. */
    private static Instant lastChange(Flap flap, Alert alert, Instant now) {
        return alert.resolvedAt(now) && alert.endsAt().isAfter(flap.changedAt()) ? alert.endsAt() : flap.changedAt();
    }

    /** Notes that an incident says that an alert flaps; false when it has said so before. */
    public boolean tell(UUID incident, Flap flap) {
        return flaps.tell(incident, flap);
    }

    /** Notes that alerts of an incident are calm; those that were said to flap. */
    public Set<Fingerprint> calm(UUID incident, Collection<Fingerprint> alerts, Instant now) {
        return flaps.calm(incident, alerts, now);
    }

    public FlapRule rule() {
        return rules.current();
    }
}
