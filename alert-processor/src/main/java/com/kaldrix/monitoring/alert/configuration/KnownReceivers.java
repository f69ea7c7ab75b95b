package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.oncall.Target;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.NearMiss;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks names of receivers against those of Alertmanager's file. */
final class KnownReceivers {
    private final Map<String, Receiver> byName;
    private final Set<String> targets;
    private final boolean checked;

    private KnownReceivers(Map<String, Receiver> byName, Set<String> targets, boolean checked) {
        this.byName = byName;
        this.targets = targets;
        this.checked = checked;
    }

    static KnownReceivers of(Collection<Receiver> receivers) {
        Map<String, Receiver> byName = new LinkedHashMap<>();
        receivers.forEach(receiver -> byName.put(receiver.name(), receiver));
        return new KnownReceivers(byName, Set.of(), true);
    }

    /** These and further names, such as {@code schedule:primary}, that a step may tell. */
    KnownReceivers and(Set<String> more) {
        return new KnownReceivers(byName, Set.copyOf(more), checked);
    }

    /** Whether receivers are known at all. */
    boolean checked() {
        return checked;
    }

    Optional<Receiver> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All integrations of a kind, in the order of the file. */
    <I extends Integration> List<I> integrations(Class<I> kind) {
        return byName.values().stream()
                .flatMap(receiver -> receiver.integrations().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Takes every name, where Alertmanager's file could not be read and its own problems are told. */
    static KnownReceivers unknown() {
        return new KnownReceivers(Map.of(), Set.of(), false);
    }

    /** The names under a key; empty, with problems noted, unless all are receivers that tell somebody. */
    List<String> list(Section section, String key, String what) {
        List<String> names = new ArrayList<>();
        for (Item item : section.texts(key)) {
            check(section, item);
            if (names.contains(item.text())) {
                section.reading().problem(item.node(), item.path(), "'" + item.text() + "' is there twice");
            }
            names.add(item.text());
        }
        if (names.isEmpty()) {
            section.problem(key, what + " needs '" + key + "', a list of receivers");
        }
        return names;
    }

    void check(Section section, Item item) {
        if (targets.contains(item.text())
                || !checked && Target.parse(item.text()).isEmpty()) {
            return;
        }
        Optional<Target> target = Target.parse(item.text()).filter(named -> !byName.containsKey(item.text()));
        if (target.isPresent()) {
            section.reading()
                    .problem(
                            item.node(),
                            item.path(),
                            "there is no " + target.get().kind().word() + " named '"
                                    + target.get().name() + "' here" + NearMiss.hint(item.text(), targets));
            return;
        }
        Receiver receiver = byName.get(item.text());
        if (receiver == null) {
            section.reading()
                    .problem(
                            item.node(),
                            item.path(),
                            "there is no receiver named '" + item.text() + "'"
                                    + NearMiss.hint(item.text(), byName.keySet()));
        } else if (receiver.integrations().isEmpty()) {
            section.reading().problem(item.node(), item.path(), "the receiver '" + item.text() + "' tells nobody");
        }
    }
}
