package com.kaldrix.monitoring.compliance.remediation;

import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.common.yaml.YamlText;
import com.kaldrix.monitoring.compliance.framework.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a file of playbooks and notes everything that is wrong with it, each with its place. */
final class PlaybookReader {
    private static final Keys FILE = Keys.of("playbooks");
    private static final Keys PLAYBOOK = Keys.of(
            "id",
            "title",
            "action",
            "for",
            "resource-types",
            "parameters",
            "approval",
            "automatic",
            "valid-for",
            "settles-within");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern ACTION = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final Pattern TYPE = Pattern.compile("AWS::[A-Za-z0-9]*::[A-Za-z0-9]+");
    private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final int LONGEST = 200;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private final Map<String, String> places = new HashMap<>();

    private PlaybookReader() {}

    /**
     * @param text the file's content
     * @param file its name, for messages
     * @throws com.kaldrix.monitoring.common.yaml.ConfigurationException with all that is wrong with it
     */
    static List<Playbook> read(String text, String file) {
        Reading reading = new Reading(file, Path.of(""));
        Optional<Node> root = YamlText.compose(text, reading);
        reading.finish();
        List<Playbook> playbooks = root.map(node -> new PlaybookReader().playbooks(Section.of(reading, "", node, FILE)))
                .orElse(List.of());
        reading.finish();
        return playbooks;
    }

    private List<Playbook> playbooks(Section file) {
        List<Playbook> playbooks = new ArrayList<>();
        if (!file.require("playbooks", "'playbooks' is missing")) {
            return playbooks;
        }
        List<Section> sections = file.sections("playbooks", PLAYBOOK);
        if (sections.isEmpty()) {
            file.problem("playbooks", "'playbooks' cannot be empty");
        }
        sections.forEach(section -> playbooks.add(playbook(section)));
        return playbooks;
    }

    private Playbook playbook(Section section) {
        String id = text(section, "id", ID, "an id has lower-case letters, digits and hyphens, at most 63");
        String earlier = id.isEmpty() ? null : places.putIfAbsent(id, section.path());
        if (earlier != null) {
            section.problem("id", "the playbook '" + id + "' is there twice, first as " + earlier);
        }
        String title = text(section, "title", Pattern.compile(".*\\S.*"), "a title cannot be empty");
        String action = text(
                section, "action", ACTION, "an action has words of lower-case letters and digits with dots or hyphens");
        return new Playbook(
                id,
                title,
                new Playbook.Order(action, parameters(section)),
                new Playbook.Scope(checks(section), types(section)),
                new Playbook.Rules(
                        approval(section),
                        section.flag("automatic", false),
                        wait(section, "valid-for", DAY),
                        wait(section, "settles-within", DAY)));
    }

    private static String text(Section section, String key, Pattern shape, String reason) {
        if (!section.require(key, "'" + key + "' is missing")) {
            return "";
        }
        String text = section.text(key);
        if (text.length() > LONGEST || !shape.matcher(text).matches()) {
            section.problem(key, reason);
            return "";
        }
        return text;
    }

    private static List<Check> checks(Section section) {
        List<Check> checks = new ArrayList<>();
        if (!section.require("for", "'for' is missing: it names the checks whose findings the playbook is about")) {
            return checks;
        }
        List<Item> items = section.texts("for");
        if (items.isEmpty()) {
            section.problem("for", "'for' cannot be empty");
        }
        for (Item item : items) {
            try {
                checks.add(Check.parse(item.text()));
            } catch (IllegalArgumentException e) {
                section.reading().problem(item.node(), item.path(), Section.message(e));
            }
        }
        return checks;
    }

    private static List<String> types(Section section) {
        List<String> types = new ArrayList<>();
        for (Item item : section.texts("resource-types")) {
            if (!TYPE.matcher(item.text()).matches()) {
                section.reading().problem(item.node(), item.path(), "expected a type such as AWS::S3::Bucket");
            }
            types.add(item.text());
        }
        return types;
    }

    private static Map<String, String> parameters(Section section) {
        Map<String, String> parameters = new LinkedHashMap<>();
        section.map("parameters").forEach((name, item) -> {
            if (!PARAMETER.matcher(name).matches()) {
                section.reading()
                        .problem(item.node(), item.path(), "a name has lower-case letters, digits and hyphens");
            }
            if (item.text().isBlank()) {
                section.reading().problem(item.node(), item.path(), "a parameter cannot be empty");
            }
            Playbook.unknownWords(item.text())
                    .forEach(word -> section.reading()
                            .problem(
                                    item.node(),
                                    item.path(),
                                    "{" + word + "} stands for nothing; known are {"
                                            + String.join(
                                                    "}, {",
                                                    Playbook.WORDS.stream()
                                                            .sorted()
                                                            .toList()) + "}"));
            parameters.put(name, item.text());
        });
        return parameters;
    }

    private static boolean approval(Section section) {
        String word = section.has("approval") ? section.text("approval") : "required";
        if (!word.equals("required") && !word.equals("none")) {
            section.problem("approval", "expected required or none");
        }
        return !word.equals("none");
    }

    private static Duration wait(Section section, String key, Duration usual) {
        Duration wait = Objects.requireNonNullElse(section.positiveDurationOrNull(key), usual);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            section.problem(key, "'" + key + "' can be at most 30d");
        }
        return wait;
    }
}
