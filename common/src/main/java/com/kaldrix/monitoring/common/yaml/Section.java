package com.kaldrix.monitoring.common.yaml;

import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of the file. Whatever is asked of it gets an answer, and what is wrong is noted as problem. A key without a
 * value counts as absent, as it does in Prometheus and Alertmanager.
 */
public final class Section {
    private final Reading reading;
    private final String path;
    private final Node node;
    private final boolean present;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Section(Reading reading, String path, Node node, boolean present) {
        this.reading = reading;
        this.path = path;
        this.node = node;
        this.present = present;
    }

    /**
     * Takes a node as a mapping.
     *
     * @param path how the place is called; empty for the file as a whole
     * @param keys those that it may have
     */
    public static Section of(Reading reading, String path, Node node, Keys keys) {
        Section section = new Section(reading, path, node, node instanceof MappingNode);
        if (node instanceof MappingNode mapping) {
            section.take(mapping, keys);
        } else if (!isNull(node)) {
            reading.problem(node, path, "expected keys with values here");
        }
        return section;
    }

    /** Takes a node as a list of mappings; what is none is a problem. */
    public static List<Section> list(Reading reading, Node node, Keys keys) {
        List<Section> sections = new ArrayList<>();
        if (!(node instanceof SequenceNode sequence)) {
            reading.problem(node, "", "expected a list here");
            return sections;
        }
        for (Node item : sequence.getValue()) {
            sections.add(of(reading, "[" + sections.size() + "]", item, keys));
        }
        return sections;
    }

    private void take(MappingNode mapping, Keys keys) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                continue;
            }
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            if (keys.supported().contains(key)) {
                values.putIfAbsent(key, tuple.getValueNode());
            } else if (keys.refused().containsKey(key)) {
                if (!isEmpty(tuple.getValueNode())) {
                    String instead = keys.refused().getOrDefault(key, "");
                    reading.problem(
                            tuple.getKeyNode(),
                            child(key),
                            "'" + key + "' is not supported yet" + (instead.isEmpty() ? "" : "; " + instead));
                }
            } else {
                reading.problem(
                        tuple.getKeyNode(),
                        child(key),
                        "unknown key '" + key + "'" + NearMiss.hint(key, keys.supported()));
            }
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(tuple.getValueNode(), keys);
            }
        }
    }

    private void merge(Node merged, Keys keys) {
        switch (merged) {
            case MappingNode mapping -> take(mapping, keys);
            case SequenceNode sequence -> sequence.getValue().forEach(item -> merge(item, keys));
            default -> reading.problem(merged, child("<<"), "only keys with values can be merged");
        }
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static boolean isEmpty(Node node) {
        return isNull(node)
                || node instanceof SequenceNode sequence && sequence.getValue().isEmpty()
                || node instanceof MappingNode mapping && mapping.getValue().isEmpty();
    }

    public String path() {
        return path;
    }

    public Reading reading() {
        return reading;
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Whether the key is there with a value. */
    public boolean has(String key) {
        return find(key).isPresent();
    }

    private Optional<Node> find(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !isNull(value));
    }

    /** A problem with the value of a key, or with its absence. */
    public void problem(String key, String reason) {
        reading.problem(find(key).orElse(node), child(key), reason);
    }

    /** A problem with the section as a whole. */
    public void problem(String reason) {
        reading.problem(node, path, reason);
    }

    /** Notes a problem unless the key has a value that is not the empty text; nothing is missing in a section that is. */
    public boolean require(String key, String reason) {
        boolean there = find(key)
                .filter(value -> !(value instanceof ScalarNode scalar)
                        || !scalar.getValue().isEmpty())
                .isPresent();
        if (!there && present) {
            problem(key, reason);
        }
        return there;
    }

    /** Notes a problem when both keys are there. */
    public void atMostOne(String one, String other) {
        if (has(one) && has(other)) {
            problem(other, "'" + one + "' and '" + other + "' exclude each other");
        }
    }

    /** The text of a scalar of any type; empty when absent. */
    public String text(String key) {
        return find(key).map(value -> scalar(value, child(key))).orElse("");
    }

    private String scalar(Node value, String where) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        reading.problem(value, where, "expected a single text here");
        return "";
    }

    /** The text of a scalar with its place; empty when absent. */
    public Optional<Item> item(String key) {
        return find(key).map(value -> new Item(value, child(key), scalar(value, child(key))));
    }

    /** A text that may hold templates elsewhere, such as in Alertmanager; here they are a problem. */
    public String words(String key) {
        return find(key).map(value -> words(value, child(key))).orElse("");
    }

    private String words(Node value, String where) {
        String text = scalar(value, where);
        if (text.contains("{{")) {
            reading.problem(value, where, "a Go template ({{ … }}) is not supported yet; write plain text");
            return "";
        }
        return text;
    }

    public boolean flag(String key, boolean byDefault) {
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            return byDefault;
        }
        if (value.get() instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return switch (scalar.getValue()) {
                case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> true;
                default -> false;
            };
        }
        problem(key, "expected true or false");
        return byDefault;
    }

    /** A whole number from 0. */
    public int count(String key, int byDefault) {
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            return byDefault;
        }
        if (value.get() instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.INT)
                && scalar.getValue().matches("0|[1-9][0-9]{0,8}")) {
            return Integer.parseInt(scalar.getValue());
        }
        problem(key, "expected a whole number from 0");
        return byDefault;
    }

    /** A size such as {@code 10MB}, {@code 512KiB} or {@code 0}, in bytes; each unit is 1024 of the one before, as in Prometheus. */
    public long bytes(String key, long byDefault) {
        if (!has(key)) {
            return byDefault;
        }
        try {
            return ByteSize.parse(text(key));
        } catch (IllegalArgumentException e) {
            problem(key, message(e));
            return byDefault;
        }
    }

    /** A duration as Prometheus writes it; null when absent or, with a problem noted, none. */
    public @Nullable Duration durationOrNull(String key) {
        if (!has(key)) {
            return null;
        }
        try {
            return PrometheusDuration.parse(text(key));
        } catch (IllegalArgumentException e) {
            problem(key, message(e));
            return null;
        }
    }

    /** As {@link #durationOrNull}, of one that is not zero. */
    public @Nullable Duration positiveDurationOrNull(String key) {
        Duration duration = durationOrNull(key);
        if (duration != null && duration.isZero()) {
            problem(key, "'" + key + "' cannot be zero");
            return null;
        }
        return duration;
    }

    /** The texts of a list; empty when absent. */
    public List<Item> texts(String key) {
        List<Item> items = new ArrayList<>();
        for (Item item : nodes(key)) {
            items.add(new Item(item.node(), item.path(), scalar(item.node(), item.path())));
        }
        return items;
    }

    private List<Item> nodes(String key) {
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof SequenceNode sequence)) {
            problem(key, "expected a list here");
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new Item(item, child(key) + "[" + items.size() + "]", ""));
        }
        return items;
    }

    /** The mappings of a list; empty when absent. An item without a value is a problem. */
    public List<Section> sections(String key, Keys keys) {
        List<Section> sections = new ArrayList<>();
        for (Item item : nodes(key)) {
            if (isNull(item.node())) {
                reading.problem(item.node(), item.path(), "expected keys with values here");
            } else {
                sections.add(of(reading, item.path(), item.node(), keys));
            }
        }
        return sections;
    }

    /** The mapping under a key; one without keys when absent. */
    public Section section(String key, Keys keys) {
        return find(key)
                .map(value -> of(reading, child(key), value, keys))
                .orElseGet(() -> new Section(reading, child(key), node, false));
    }

    /** Names to places and texts, in the order of the file; empty when absent. */
    public Map<String, Item> map(String key) {
        Map<String, Item> entries = new LinkedHashMap<>();
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            return entries;
        }
        if (!(value.get() instanceof MappingNode mapping)) {
            problem(key, "expected names with texts here");
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = ((ScalarNode) tuple.getKeyNode()).getValue();
            String where = child(key) + "." + name;
            String text = isNull(tuple.getValueNode()) ? "" : scalar(tuple.getValueNode(), where);
            entries.put(name, new Item(tuple.getValueNode(), where, text));
        }
        return entries;
    }

    /** Names to mappings that may have the given keys, in the order of the file; empty when absent. */
    public Map<String, Section> named(String key, Keys keys) {
        Map<String, Section> entries = new LinkedHashMap<>();
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            return entries;
        }
        if (!(value.get() instanceof MappingNode mapping)) {
            problem(key, "expected names with keys and values here");
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = ((ScalarNode) tuple.getKeyNode()).getValue();
            entries.put(name, of(reading, child(key) + "." + name, tuple.getValueNode(), keys));
        }
        return entries;
    }

    /** As {@link #map}, of texts as {@link #words} takes them. */
    public Map<String, String> wordsMap(String key) {
        Map<String, String> entries = new LinkedHashMap<>();
        map(key).forEach((name, item) -> entries.put(name, words(item.node(), item.path())));
        return entries;
    }

    /** Names to lists of texts, in the order of the file; empty when absent. */
    public Map<String, List<Item>> lists(String key) {
        Map<String, List<Item>> entries = new LinkedHashMap<>();
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            return entries;
        }
        if (!(value.get() instanceof MappingNode mapping)) {
            problem(key, "expected names with lists of texts here");
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = ((ScalarNode) tuple.getKeyNode()).getValue();
            String where = child(key) + "." + name;
            if (!(tuple.getValueNode() instanceof SequenceNode sequence)) {
                reading.problem(tuple.getValueNode(), where, "expected a list here");
                continue;
            }
            List<Item> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                String place = where + "[" + items.size() + "]";
                items.add(new Item(item, place, scalar(item, place)));
            }
            entries.put(name, items);
        }
        return entries;
    }

    /** All matchers of a list together. */
    public Matchers matchers(String key) {
        List<Matcher> matchers = new ArrayList<>();
        for (Item item : texts(key)) {
            try {
                matchers.addAll(Matchers.parse(item.text()).all());
            } catch (IllegalArgumentException e) {
                reading.problem(item.node(), item.path(), message(e));
            }
        }
        return new Matchers(matchers);
    }

    /** Marks a scalar as one that must not be shown. */
    public void markSecret(String key) {
        find(key).ifPresent(reading::secret);
    }

    /** The content of the file that a key names; empty when absent or, with a problem noted, not to be had. */
    public Optional<String> content(String key) {
        return find(key).flatMap(value -> {
            String name = scalar(value, child(key));
            return name.isEmpty() ? Optional.empty() : reading.content(value, child(key), name);
        });
    }

    public static String message(IllegalArgumentException e) {
        return Optional.ofNullable(e.getMessage()).orElse("this cannot be read");
    }
}
