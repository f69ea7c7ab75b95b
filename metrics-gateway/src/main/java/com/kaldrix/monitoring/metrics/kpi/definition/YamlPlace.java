package com.kaldrix.monitoring.metrics.kpi.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a YAML file, with its place. Whatever is asked of it gets an answer, and what is wrong is noted as a problem; a
 * key without a value counts as absent.
 */
final class YamlPlace {
    private final YamlProblems problems;
    private final String path;
    private final Node node;

    YamlPlace(YamlProblems problems, String path, Node node) {
        this.problems = problems;
        this.path = path;
        this.node = node;
    }

    void problem(String reason) {
        problems.add(node.getStartMark(), path, reason);
    }

    /** The entries of a mapping, in their order. */
    Map<String, YamlPlace> entries() {
        Map<String, YamlPlace> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            if (!node.getTag().equals(Tag.NULL)) {
                problem("expected keys with values here");
            }
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode().getStartMark(), path, "a key must be a plain word");
                continue;
            }
            YamlPlace value = new YamlPlace(problems, child(key.getValue()), tuple.getValueNode());
            if (entries.putIfAbsent(key.getValue(), value) != null) {
                problems.add(key.getStartMark(), path, "the key '" + key.getValue() + "' is there twice");
            }
        }
        return entries;
    }

    /** As {@link #entries}, where only certain keys are known. */
    Map<String, YamlPlace> entries(Set<String> known) {
        Map<String, YamlPlace> entries = entries();
        entries.forEach((key, value) -> {
            if (!known.contains(key)) {
                value.problem("unknown key '" + key + "'; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        });
        entries.values().removeIf(value -> value.node.getTag().equals(Tag.NULL));
        return entries;
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The items of a list. */
    List<YamlPlace> items() {
        List<YamlPlace> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                items.add(new YamlPlace(problems, path + "[" + items.size() + "]", item));
            }
        } else if (!node.getTag().equals(Tag.NULL)) {
            problem("expected a list here");
        }
        return items;
    }

    /** The text of a scalar; empty, with a problem noted, when it is none. */
    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problem("expected a single text here");
        return "";
    }

    /** A finite number. */
    double number(double otherwise) {
        try {
            double number = Double.parseDouble(text());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            problem("expected a number here");
            return otherwise;
        }
        problem("expected a finite number here");
        return otherwise;
    }

    boolean flag() {
        String text = text();
        if (!text.equals("true") && !text.equals("false")) {
            problem("expected true or false here");
        }
        return text.equals("true");
    }

    /** One of the constants, written in lower case. */
    <E extends Enum<E>> Optional<E> choice(Class<E> type, Set<E> allowed) {
        String text = text();
        for (E constant : type.getEnumConstants()) {
            if (allowed.contains(constant)
                    && constant.name().toLowerCase(java.util.Locale.ROOT).equals(text)) {
                return Optional.of(constant);
            }
        }
        problem("'" + text + "' is not one of "
                + String.join(
                        ", ",
                        allowed.stream()
                                .sorted()
                                .map(constant -> constant.name().toLowerCase(java.util.Locale.ROOT))
                                .toList()));
        return Optional.empty();
    }
}
