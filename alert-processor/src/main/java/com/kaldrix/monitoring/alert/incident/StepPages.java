package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.escalation.EscalationPolicy;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Step;
import com.kaldrix.monitoring.alert.oncall.Paging;
import com.kaldrix.monitoring.alert.oncall.Paging.Call;
import com.kaldrix.monitoring.alert.oncall.Paging.Reach;
import com.kaldrix.monitoring.alert.oncall.Target;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds who is told by a step. Where nobody is on call somebody else is told, so that no page is lost. */
@Component
class StepPages {
    private final Paging paging;
    private final Receivers receivers;

    StepPages(Paging paging, Receivers receivers) {
        this.paging = paging;
        this.receivers = receivers;
    }

    /**
     * @param calls by address
     * @param whom for people
     * @param notes sentences that a reader must see; empty unless something is amiss
     */
    record Pages(Map<Address, Call> calls, String whom, List<String> notes) {}

    Pages of(EscalationPolicy policy, Step step, Incident incident, Instant now) {
        Reach reach = paging.reach(step.receivers(), now);
        Map<Address, Call> calls = new LinkedHashMap<>(reach.calls());
        List<String> who = new ArrayList<>(reach.who());
        List<String> notes = new ArrayList<>();
        if (!reach.gaps().isEmpty() || calls.isEmpty()) {
            Reach instead = standIns(policy, incident, now);
            instead.calls().forEach(calls::putIfAbsent);
            instead.who().stream().filter(name -> !who.contains(name)).forEach(who::add);
            notes.add((String.join(" ", reach.gaps()) + " This goes to "
                            + (instead.who().isEmpty()
                                    ? "nobody, for there is nobody"
                                    : String.join(", ", instead.who()))
                            + " instead.")
                    .strip());
        }
        return new Pages(calls, whom(step, who), List.copyOf(notes));
    }

    private static String whom(Step step, List<String> who) {
        String names = String.join(", ", who);
        boolean plain =
                step.receivers().stream().noneMatch(name -> Target.parse(name).isPresent());
        if (step.title().isEmpty()) {
            return names;
        }
        return plain || names.isEmpty() ? step.title() : step.title() + " (" + names + ")";
    }

    /** The policy's own choice; else the receivers that it names; else the incident's; else any that tells somebody. */
    private Reach standIns(EscalationPolicy policy, Incident incident, Instant now) {
        List<String> named = policy.steps().stream()
                .flatMap(step -> step.receivers().stream())
                .filter(name -> Target.parse(name).isEmpty())
                .distinct()
                .toList();
        List<String> any = receivers.all().stream()
                .filter(receiver -> !receiver.integrations().isEmpty())
                .map(Receiver::name)
                .limit(1)
                .toList();
        return Stream.of(policy.fallback(), named, List.of(incident.group().receiver()), any)
                .map(names -> paging.reach(names, now))
                .filter(reach -> !reach.calls().isEmpty())
                .findFirst()
                .orElseGet(() -> new Reach(Map.of(), List.of(), List.of()));
    }
}
