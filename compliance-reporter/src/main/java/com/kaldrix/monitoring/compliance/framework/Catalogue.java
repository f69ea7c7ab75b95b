package com.kaldrix.monitoring.compliance.framework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All frameworks that are in force, and what each check says about their requirements. Never changes. */
public final class Catalogue {
    /**
     * A requirement that a check speaks about.
     *
     * @param requirement which one
     * @param link on whose word
     */
    public record Target(RequirementId requirement, Link link) {}

    private final Map<String, Framework> frameworks = new LinkedHashMap<>();
    private final Map<Namespace, Map<String, List<Target>>> targets = new HashMap<>();
    private final Map<RequirementId, Requirement> requirements = new HashMap<>();
    private final String version;

    /**
     * @param frameworks in any order
     * @throws IllegalArgumentException if two have the same id
     */
    public Catalogue(List<Framework> frameworks) {
        frameworks.stream().sorted(Comparator.comparing(Framework::id)).forEach(this::add);
        version = CatalogueVersion.of(frameworks());
    }

    private void add(Framework framework) {
        if (frameworks.put(framework.id(), framework) != null) {
            throw new IllegalArgumentException("two frameworks have the id " + framework.id());
        }
        framework.requirements().forEach(requirement -> {
            RequirementId id = new RequirementId(framework.id(), requirement.id());
            requirements.put(id, requirement);
            for (Link link : requirement.links()) {
                targets.computeIfAbsent(link.check().namespace(), namespace -> new HashMap<>())
                        .computeIfAbsent(link.check().key(), key -> new ArrayList<>())
                        .add(new Target(id, link));
            }
        });
    }

    /** Sorted by id. */
    public List<Framework> frameworks() {
        return List.copyOf(frameworks.values());
    }

    /** The one with this id; empty when there is none. */
    public Optional<Framework> framework(String id) {
        return Optional.ofNullable(frameworks.get(id));
    }

    /** The one with exactly this id; empty when there is none. */
    public Optional<Requirement> requirement(RequirementId id) {
        return Optional.ofNullable(requirements.get(id));
    }

    /**
     * What speaks about a finding that is named so: by whole name, or by every prefix that covers it where the namespace has prefixes. In no
     * order; empty when nothing does.
     */
    public List<Target> targets(Namespace namespace, String found) {
        Map<String, List<Target>> known = targets.getOrDefault(namespace, Map.of());
        if (!namespace.isOfPrefixes()) {
            return namespace.allows(found)
                    ? List.copyOf(known.getOrDefault(new Check(namespace, found).key(), List.of()))
                    : List.of();
        }
        return known.values().stream()
                .filter(same -> same.getFirst().link().check().covers(found))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * What tells this content from any other: {@code sha256:} and 64 hexadecimal digits. The order of frameworks and of links, and everything in
     * the files that is not content, do not matter.
     */
    public String version() {
        return version;
    }
}
