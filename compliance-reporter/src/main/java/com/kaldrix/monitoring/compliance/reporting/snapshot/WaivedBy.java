package com.kaldrix.monitoring.compliance.reporting.snapshot;

import com.kaldrix.monitoring.compliance.attest.Waiver;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.Tallies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Finds the waiver that covers a finding; of several, the one that was made first. */
final class WaivedBy {
    private final Map<UUID, String> findings = new HashMap<>();
    private final Map<String, String> resources = new HashMap<>();
    private final Map<Control, List<Within>> controls = new HashMap<>();

    private record Within(Waiver.OfControl scope, String waiver) {}

    /** @param waivers those in force, the one that was made first first */
    WaivedBy(List<Waiver> waivers) {
        for (Waiver waiver : waivers) {
            String id = waiver.id().toString();
            switch (waiver.scope()) {
                case Waiver.OfFinding of -> findings.putIfAbsent(of.finding(), id);
                case Waiver.OfResource of -> resources.putIfAbsent(of.resource(), id);
                case Waiver.OfControl of ->
                    controls.computeIfAbsent(of.control(), it -> new ArrayList<>())
                            .add(new Within(of, id));
            }
        }
    }

    /** Its id; empty when none does. */
    String of(FindingKey key) {
        String found = findings.isEmpty() ? null : findings.get(key.id());
        if (found == null) {
            found = resources.get(key.resource());
        }
        if (found != null) {
            return found;
        }
        for (Within within : controls.getOrDefault(key.control(), List.of())) {
            if (isOrAll(within.scope().account(), key.account())
                    && isOrAll(within.scope().region(), key.region())) {
                return within.waiver();
            }
        }
        return "";
    }

    private static boolean isOrAll(String wanted, String is) {
        return wanted.isEmpty() || wanted.equals(is);
    }

    /** What a waiver is about, as people read it. */
    static String words(Waiver.Scope scope) {
        return switch (scope) {
            case Waiver.OfFinding of -> "finding " + of.finding();
            case Waiver.OfResource of -> of.resource();
            case Waiver.OfControl of ->
                of.control()
                        + (of.account().isEmpty() ? "" : " in " + of.account())
                        + (of.region().isEmpty() ? "" : " in " + of.region());
        };
    }

    /** The same for the database. */
    static Tallies.Selection selection(Waiver.Scope scope) {
        return switch (scope) {
            case Waiver.OfFinding of -> new Tallies.Selection(Set.of(of.finding()), List.of(), Set.of());
            case Waiver.OfResource of -> new Tallies.Selection(Set.of(), List.of(), Set.of(of.resource()));
            case Waiver.OfControl of ->
                new Tallies.Selection(
                        Set.of(),
                        List.of(new Tallies.ControlWithin(of.control(), of.account(), of.region())),
                        Set.of());
        };
    }
}
