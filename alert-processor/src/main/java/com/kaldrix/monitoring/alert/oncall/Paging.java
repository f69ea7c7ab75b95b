package com.kaldrix.monitoring.alert.oncall;

import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds whom a name in an escalation step stands for at a moment, and by which means they are told. */
@Component
public class Paging {
    private final OnCall onCall;
    private final Receivers receivers;

    Paging(OnCall onCall, Receivers receivers) {
        this.onCall = onCall;
        this.receivers = receivers;
    }

    /**
     * One means by which somebody is told.
     *
     * @param integration by which means
     * @param after how long after the step, as long as nobody has answered; zero for at once
     */
    public record Call(Integration integration, Duration after) {}

    /**
     * Whom names stand for.
     *
     * @param calls by address; empty when there is nobody
     * @param who for people: {@code Ada Lovelace (on call, primary)}
     * @param gaps sentences on names that stand for nobody: {@code Nobody is on call by primary.}
     */
    public record Reach(Map<Address, Call> calls, List<String> who, List<String> gaps) {
        public Reach {
            calls = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(calls));
            who = List.copyOf(who);
            gaps = List.copyOf(gaps);
        }
    }

    /** Whom these names stand for at {@code at}; who is named several times is told once, at the earliest time. */
    public Reach reach(List<String> names, Instant at) {
        Finding finding = new Finding(at);
        names.forEach(finding::name);
        return new Reach(finding.calls, finding.who, finding.gaps);
    }

    private final class Finding {
        private final Instant at;
        private final Map<Address, Call> calls = new LinkedHashMap<>();
        private final List<String> who = new ArrayList<>();
        private final List<String> gaps = new ArrayList<>();

        Finding(Instant at) {
            this.at = at;
        }

        void name(String name) {
            Optional<Target> target = Target.parse(name);
            Optional<Receiver> receiver = receivers.find(name);
            if (receiver.isPresent() && target.isEmpty()) {
                receiver(receiver.get());
            } else if (target.isPresent()) {
                target(target.get());
            } else {
                gaps.add("The configuration has no receiver " + name + " any more.");
            }
        }

        private void receiver(Receiver receiver) {
            receiver.addressed().forEach((address, integration) -> call(address, new Call(integration, Duration.ZERO)));
            if (!receiver.integrations().isEmpty()) {
                say(receiver.name());
            }
        }

        private void target(Target target) {
            switch (target.kind()) {
                case PERSON -> person(target.name(), "");
                case SCHEDULE -> schedule(target.name());
                case TEAM -> {
                    Optional<Team> team = onCall.directory().team(target.name());
                    if (team.isEmpty()) {
                        gaps.add("The configuration has no team " + target.name() + " any more.");
                    } else if (team.get().schedules().isEmpty()) {
                        team.get().members().forEach(member -> person(member, " (" + target.name() + ")"));
                    } else {
                        team.get().schedules().forEach(this::schedule);
                    }
                }
            }
        }

        private void schedule(String name) {
            Optional<Plan> plan = onCall.plan(name, at);
            Optional<Turn> turn = plan.flatMap(found -> found.at(at));
            if (turn.isEmpty()) {
                gaps.add("Nobody is on call by " + name + ".");
            } else {
                person(turn.get().person(), " (on call, " + name + ")");
            }
            plan.ifPresent(found -> found.shadows(at).forEach(shadow -> shadow(shadow, name)));
        }

        /** One whom the configuration does not know any more is missed by nobody. */
        private void shadow(Turn shadow, String schedule) {
            if (onCall.directory().person(shadow.person()).isPresent()) {
                person(shadow.person(), " (shadow, " + schedule + ")");
            }
        }

        private void person(String id, String why) {
            Optional<Person> found = onCall.directory().person(id);
            if (found.isEmpty()) {
                gaps.add("The configuration has no person " + id + " any more" + why + ".");
                return;
            }
            Person person = found.get();
            Iterator<ContactMethod> contacts = person.contacts().iterator();
            person.receiver()
                    .addressed()
                    .forEach((address, integration) ->
                            call(address, new Call(integration, contacts.next().after())));
            say(person.name() + why);
        }

        private void call(Address address, Call call) {
            calls.merge(address, call, (one, other) -> one.after().compareTo(other.after()) <= 0 ? one : other);
        }

        private void say(String name) {
            if (!who.contains(name)) {
                who.add(name);
            }
        }
    }
}
