package com.kaldrix.monitoring.common.yaml;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/** YAML as a tree of nodes that know their place. No object is ever made from it. */
public final class YamlText {
    private static final int SIZE_LIMIT = 1024 * 1024;
    private static final int DEPTH_LIMIT = 50;
    private static final int NODE_LIMIT = 100_000;
    private static final Set<Tag> TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE, Tag.MAP, Tag.SEQ);

    private final Reading reading;
    private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
    private int visited;
    private boolean sound = true;

    private YamlText(Reading reading) {
        this.reading = reading;
    }

    /** The root of the only document; empty when there is none, or it is not sound, which is then noted as problem. */
    public static Optional<Node> compose(String text, Reading reading) {
        if (text.length() > SIZE_LIMIT) {
            reading.problem("the file is larger than " + SIZE_LIMIT + " characters");
            return Optional.empty();
        }
        try {
            Node root = yaml().compose(new StringReader(text));
            if (root == null || root.getTag().equals(Tag.NULL)) {
                reading.problem("the file is empty");
                return Optional.empty();
            }
            YamlText check = new YamlText(reading);
            check.visit(root, 0);
            return check.sound ? Optional.of(root) : Optional.empty();
        } catch (MarkedYAMLException e) {
            String reason =
                    "this is no YAML: " + e.getProblem() + (e.getContext() == null ? "" : ", " + e.getContext());
            if (e.getProblemMark() == null) {
                reading.problem(reason);
            } else {
                reading.problem(e.getProblemMark(), "", reason);
            }
        } catch (ReaderException e) {
            String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
            int line = (int) before.chars().filter(c -> c == '\n').count();
            int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length());
            reading.problem(line, column, "", "a control character, which YAML does not allow");
        } catch (YAMLException e) {
            reading.problem("this is no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Yaml yaml() {
        LoaderOptions loader = new LoaderOptions();
        loader.setCodePointLimit(SIZE_LIMIT);
        loader.setNestingDepthLimit(DEPTH_LIMIT);
        loader.setMaxAliasesForCollections(DEPTH_LIMIT);
        DumperOptions dumper = new DumperOptions();
        dumper.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        dumper.setIndicatorIndent(2);
        dumper.setIndentWithIndicator(true);
        dumper.setWidth(160);
        return new Yaml(new SafeConstructor(loader), new Representer(dumper), dumper, loader);
    }

    private void visit(Node node, int depth) {
        if (++visited > NODE_LIMIT || depth > DEPTH_LIMIT) {
            if (sound) {
                reading.problem(node, "", "too much here: aliases unfold without end, or the nesting is too deep");
            }
            sound = false;
            return;
        }
        if (!TAGS.contains(node.getTag())) {
            reading.problem(node, "", "the tag " + node.getTag().getValue() + " is not allowed here");
        }
        if (!above.add(node)) {
            reading.problem(node, "", "an alias that refers to itself");
            sound = false;
            return;
        }
        switch (node) {
            case MappingNode mapping -> visit(mapping, depth);
            case SequenceNode sequence -> {
                for (Node item : sequence.getValue()) {
                    if (sound) {
                        visit(item, depth + 1);
                    }
                }
            }
            default -> {}
        }
        above.remove(node);
    }

    private void visit(MappingNode mapping, int depth) {
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                reading.problem(tuple.getKeyNode(), "", "a key must be a plain word");
                sound = false;
                return;
            }
            Integer earlier =
                    lines.putIfAbsent(key.getValue(), key.getStartMark().getLine() + 1);
            if (earlier != null) {
                reading.problem(key, "", "the key '" + key.getValue() + "' is there twice, first in line " + earlier);
            }
            if (sound) {
                visit(tuple.getValueNode(), depth + 1);
            }
        }
    }

    /**
     * The tree as text again, without comments and with {@code <secret>} in place of each secret; within an address where the secret
     * is one, so that tools which read the text still find an address there.
     */
    public static String masked(Node root, Reading reading) {
        StringWriter text = new StringWriter();
        yaml().serialize(mask(root, reading), text);
        return text.toString();
    }

    private static String hidden(String secret) {
        boolean address = secret.startsWith("http://") || secret.startsWith("https://");
        return address ? "https://secret.invalid/<secret>" : "<secret>";
    }

    private static Node mask(Node node, Reading reading) {
        return switch (node) {
            case MappingNode mapping -> {
                List<NodeTuple> tuples = new ArrayList<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    tuples.add(new NodeTuple(mask(tuple.getKeyNode(), reading), mask(tuple.getValueNode(), reading)));
                }
                yield new MappingNode(mapping.getTag(), tuples, mapping.getFlowStyle());
            }
            case SequenceNode sequence -> {
                List<Node> items = new ArrayList<>();
                sequence.getValue().forEach(item -> items.add(mask(item, reading)));
                yield new SequenceNode(sequence.getTag(), items, sequence.getFlowStyle());
            }
            case ScalarNode scalar -> {
                String value = reading.isSecret(scalar) ? hidden(scalar.getValue()) : scalar.getValue();
                Tag tag = reading.isSecret(scalar) ? Tag.STR : scalar.getTag();
                yield new ScalarNode(tag, value, null, null, scalar.getScalarStyle());
            }
            default -> node;
        };
    }
}
