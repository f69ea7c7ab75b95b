package com.kaldrix.monitoring.compliance.framework;

import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.NearMiss;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.common.yaml.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one framework and notes everything that is wrong with it, by the rules of {@code frameworks/schema.json}; a number counts as a text. */
final class FrameworkReader {
    private static final Keys FRAMEWORK = Keys.of("id", "name", "version", "publisher", "known-as", "domains");
    private static final Keys DOMAIN = Keys.of("id", "title", "requirements");
    private static final Keys REQUIREMENT = Keys.of("id", "title", "kind", "checks");
    private static final Keys LINK = Keys.of("check", "source", "confidence");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9.-]*");
    private static final int LONGEST = 200;

    private final Map<String, String> places = new HashMap<>();

    private FrameworkReader() {}

    /**
     * @param text the file's content
     * @param file its name, for messages
     * @throws com.kaldrix.monitoring.common.yaml.ConfigurationException with all that is wrong with it
     */
    static Framework read(String text, String file) {
        Reading reading = new Reading(file, Path.of(""));
        Optional<Node> root = YamlText.compose(text, reading);
        reading.finish();
        Optional<Framework> framework =
                root.flatMap(node -> new FrameworkReader().framework(Section.of(reading, "", node, FRAMEWORK)));
        reading.finish();
        return framework.orElseThrow(() -> new IllegalStateException(file + " was refused without a reason"));
    }

    private Optional<Framework> framework(Section section) {
        String id = words(section, "id");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            section.problem("id", "an id has lower-case letters, digits, dots and hyphens, at most 63");
        }
        Framework.Label label =
                new Framework.Label(words(section, "name"), words(section, "version"), words(section, "publisher"));
        List<String> knownAs = knownAs(section);
        List<Domain> domains = new ArrayList<>();
        required(section, "domains", DOMAIN).forEach(domain -> domain(domain).ifPresent(domains::add));
        return section.reading().hasProblems()
                ? Optional.empty()
                : Optional.of(new Framework(id, label, knownAs, domains));
    }

    private static List<String> knownAs(Section section) {
        List<String> names = new ArrayList<>();
        for (Item item : section.texts("known-as")) {
            if (item.text().isBlank()) {
                section.reading().problem(item.node(), item.path(), "a name cannot be empty");
            } else if (names.contains(item.text())) {
                section.reading().problem(item.node(), item.path(), "the name '" + item.text() + "' is there twice");
            }
            names.add(item.text());
        }
        return names;
    }

    private Optional<Domain> domain(Section section) {
        String id = words(section, "id");
        once(section, "domain", id);
        String title = words(section, "title");
        List<Requirement> requirements = new ArrayList<>();
        required(section, "requirements", REQUIREMENT)
                .forEach(requirement -> requirement(requirement).ifPresent(requirements::add));
        return Optional.of(new Domain(id, title, requirements));
    }

    private Optional<Requirement> requirement(Section section) {
        String id = words(section, "id");
        once(section, "requirement", id);
        String title = words(section, "title");
        Optional<Kind> kind = word(section, "kind", Kind.values(), Kind::word);
        List<Link> links = links(section);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        boolean manual = kind.get() == Kind.MANUAL;
        if (manual && section.has("checks")) {
            section.problem("checks", "a manual requirement has no checks; with checks it is partial or automated");
            return Optional.empty();
        }
        if (!manual && section.sections("checks", LINK).isEmpty()) {
            section.problem("checks", "a requirement that is " + kind.get().word() + " needs at least one check");
            return Optional.empty();
        }
        return links.isEmpty() == manual
                ? Optional.of(new Requirement(id, title, kind.get(), links))
                : Optional.empty();
    }

    private static List<Link> links(Section requirement) {
        List<Link> links = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Section section : requirement.sections("checks", LINK)) {
            Optional<Check> check = check(section);
            String source = words(section, "source");
            if (!source.isEmpty() && !SOURCE.matcher(source).matches()) {
                section.problem("source", "a source has lower-case letters, digits, dots and hyphens");
            }
            Optional<Confidence> confidence = word(section, "confidence", Confidence.values(), Confidence::word);
            if (check.isPresent()
                    && !seen.add(check.get().namespace() + ":" + check.get().key() + " " + source)) {
                section.problem("check", check.get() + " is there twice by the word of '" + source + "'");
            }
            if (check.isPresent() && confidence.isPresent()) {
                links.add(new Link(check.get(), source, confidence.get()));
            }
        }
        return links;
    }

    private static Optional<Check> check(Section section) {
        String text = words(section, "check");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Check.parse(text));
        } catch (IllegalArgumentException e) {
            section.problem("check", Section.message(e));
            return Optional.empty();
        }
    }

    private void once(Section section, String what, String id) {
        if (id.isEmpty()) {
            return;
        }
        String earlier = places.putIfAbsent(what + " " + id, section.path());
        if (earlier != null) {
            section.problem("id", "the " + what + " '" + id + "' is there twice, first as " + earlier);
        }
    }

    private static List<Section> required(Section section, String key, Keys keys) {
        if (!section.require(key, "'" + key + "' is missing")) {
            return List.of();
        }
        List<Section> sections = section.sections(key, keys);
        if (sections.isEmpty()) {
            section.problem(key, "'" + key + "' cannot be empty");
        }
        return sections;
    }

    private static String words(Section section, String key) {
        if (!section.require(key, "'" + key + "' is missing")) {
            return "";
        }
        String text = section.text(key);
        if (text.isBlank() || text.length() > LONGEST) {
            section.problem(key, "'" + key + "' needs between 1 and " + LONGEST + " characters");
            return "";
        }
        return text;
    }

    private static <T> Optional<T> word(Section section, String key, T[] values, Function<T, String> word) {
        String text = words(section, key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<T> all = List.of(values);
        Optional<T> found =
                all.stream().filter(value -> word.apply(value).equals(text)).findFirst();
        if (found.isEmpty()) {
            List<String> known = all.stream().map(word).toList();
            section.problem(key, "expected one of " + String.join(", ", known) + NearMiss.hint(text, known));
        }
        return found;
    }
}
