package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.NearMiss;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks names of receivers against those of Alertmanager's file. */
final class KnownReceivers {
    private final Map<String, Receiver> byName;
    private final boolean checked;

    private KnownReceivers(Map<String, Receiver> byName, boolean checked) {
        this.byName = byName;
        this.checked = checked;
    }

    static KnownReceivers of(Collection<Receiver> receivers) {
        Map<String, Receiver> byName = new HashMap<>();
        receivers.forEach(receiver -> byName.put(receiver.name(), receiver));
        return new KnownReceivers(byName, true);
    }

    /** Takes every name, where Alertmanager's file could not be read and its own problems are told. */
    static KnownReceivers unknown() {
        return new KnownReceivers(Map.of(), false);
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
        if (!checked) {
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
