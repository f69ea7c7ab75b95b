package com.kaldrix.monitoring.metrics.kpi.definition;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What is wrong with a YAML file so far. No object is ever made of what the file says. */
final class YamlProblems {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_NODES = 50_000;
    private static final int DEEPEST = 20;

    private final String file;
    private final List<String> problems = new ArrayList<>();
    private int nodes;

    YamlProblems(String file) {
        this.file = file;
    }

    void add(@Nullable Mark mark, String path, String reason) {
        String place = mark == null ? file : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        String problem = place + ": " + (path.isEmpty() ? "" : path + ": ") + reason;
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    List<String> all() {
        return List.copyOf(problems);
    }

    /** The root of the file; empty when it has no content, or cannot be read, which is noted. */
    Optional<YamlPlace> root(String text) {
        if (text.length() > MOST_CHARACTERS) {
            add(null, "", "the file is larger than " + MOST_CHARACTERS + " characters");
            return Optional.empty();
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(MOST_CHARACTERS);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null || root.getTag().equals(Tag.NULL) || !isSound(root, 0)) {
                return Optional.empty();
            }
            return Optional.of(new YamlPlace(this, "", root));
        } catch (MarkedYAMLException e) {
            add(e.getProblemMark(), "", "this is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            add(null, "", "this is no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Whether aliases do not unfold without end; they count as often as they are used. */
    private boolean isSound(Node node, int depth) {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            add(node.getStartMark(), "", "too much here: aliases unfold without end, or the nesting is too deep");
            return false;
        }
        return switch (node) {
            case MappingNode mapping -> {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (!isSound(tuple.getKeyNode(), depth + 1) || !isSound(tuple.getValueNode(), depth + 1)) {
                        yield false;
                    }
                }
                yield true;
            }
            case SequenceNode sequence -> {
                for (Node item : sequence.getValue()) {
                    if (!isSound(item, depth + 1)) {
                        yield false;
                    }
                }
                yield true;
            }
            default -> true;
        };
    }
}
