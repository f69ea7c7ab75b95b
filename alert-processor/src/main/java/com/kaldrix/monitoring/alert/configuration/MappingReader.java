package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code mappings}. */
final class MappingReader {
    private static final Keys KEYS =
            Keys.of("name", "when", "labels", "annotations", "status", "starts_at", "ends_at", "link");
    private static final Keys STATUS = Keys.of("pointer", "resolved");
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)+");

    private MappingReader() {}

    static List<MappingDefinition> read(Section root, String key) {
        List<MappingDefinition> mappings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : root.sections(key, KEYS)) {
            String name = section.text("name");
            section.require("name", "a mapping needs a 'name'");
            if (!name.isEmpty() && !names.add(name)) {
                section.problem("name", "there is already a mapping named '" + name + "'");
            }
            Map<String, String> labels = values(section, "labels");
            if (labels.getOrDefault(Labels.ALERTNAME, "").isEmpty()) {
                section.problem("labels", "a mapping needs the label 'alertname'");
            }
            mappings.add(new MappingDefinition(
                    name,
                    conditions(section),
                    labels,
                    values(section, "annotations"),
                    status(section),
                    value(section, "starts_at"),
                    value(section, "ends_at"),
                    value(section, "link")));
        }
        return mappings;
    }

    private static Map<String, String> conditions(Section section) {
        Map<String, String> conditions = new LinkedHashMap<>();
        section.map("when").forEach((pointer, item) -> {
            checkPointer(section, item, pointer, "a condition is a JSON Pointer such as /detail/state");
            conditions.put(pointer, item.text());
        });
        if (conditions.isEmpty()) {
            section.problem(
                    "when", "a mapping needs at least one condition in 'when', or it would take every document");
        }
        return conditions;
    }

    private static Map<String, String> values(Section section, String key) {
        Map<String, String> values = new LinkedHashMap<>();
        section.map(key).forEach((name, item) -> {
            if (name.isEmpty()) {
                section.reading().problem(item.node(), item.path(), "a name cannot be empty");
            }
            if (MappingDefinition.isPointer(item.text())) {
                checkPointer(section, item, item.text(), "this begins like a JSON Pointer and is none");
            }
            values.put(name, item.text());
        });
        return values;
    }

    private static String value(Section section, String key) {
        String text = section.text(key);
        if (!text.isEmpty() && !POINTER.matcher(text).matches()) {
            section.problem(key, "expected a JSON Pointer such as /detail/time");
        }
        return text;
    }

    private static MappingDefinition.Status status(Section mapping) {
        if (!mapping.has("status")) {
            return MappingDefinition.Status.FIRING;
        }
        Section section = mapping.section("status", STATUS);
        String pointer = section.text("pointer");
        if (section.require("pointer", "'status' needs a 'pointer' to the state")
                && !POINTER.matcher(pointer).matches()) {
            section.problem("pointer", "expected a JSON Pointer such as /detail/state");
        }
        section.require("resolved", "'status' needs the texts that mean 'resolved'");
        List<String> resolved =
                section.texts("resolved").stream().map(Item::text).toList();
        if (section.has("resolved") && resolved.isEmpty()) {
            section.problem("resolved", "'status' needs the texts that mean 'resolved'");
        }
        return new MappingDefinition.Status(pointer, resolved);
    }

    private static void checkPointer(Section section, Item item, String pointer, String reason) {
        if (!POINTER.matcher(pointer).matches()) {
            section.reading().problem(item.node(), item.path(), reason);
        }
    }
}
