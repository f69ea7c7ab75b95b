package com.kaldrix.monitoring.compliance.mapping;

import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a finding itself says about standards and requirements: {@code PCI DSS v4.0.1/1.3.1} or, in findings of one standard,
 * {@code PCI DSS 1.3.1}; {@code standards/pci-dss/v/4.0.1} or the same as ARN.
 */
final class StatedRequirements {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:securityhub:[a-z0-9-]*:[0-9]*:(.+)");
    private static final Pattern WITH_VERSION = Pattern.compile("(.+) v[0-9][0-9.]*");

    private final Catalogue catalogue;
    private final List<Name> names = new ArrayList<>();
    private final List<Name> versionless = new ArrayList<>();

    private record Name(String name, Framework framework) {
        private Optional<String> requirementIn(String text) {
            boolean named = text.startsWith(name)
                    && text.length() > name.length() + 1
                    && (text.charAt(name.length()) == '/' || text.charAt(name.length()) == ' ');
            return named ? Optional.of(text.substring(name.length() + 1).strip()) : Optional.empty();
        }
    }

    StatedRequirements(Catalogue catalogue) {
        this.catalogue = catalogue;
        for (Framework framework : catalogue.frameworks()) {
            names.add(new Name(framework.id(), framework));
            for (String alias : framework.knownAs()) {
                names.add(new Name(alias, framework));
                Matcher matcher = WITH_VERSION.matcher(alias);
                if (matcher.matches()) {
                    versionless.add(new Name(matcher.group(1), framework));
                }
            }
        }
        names.sort(Comparator.comparingInt((Name name) -> name.name().length()).reversed());
    }

    /** Notes what the finding says, be it found or not. */
    void read(FindingClues clues, Mapping.Draft draft) {
        List<Framework> associated = new ArrayList<>();
        for (String standard : clues.associatedStandards()) {
            List<Framework> named = named(standard);
            if (named.isEmpty()) {
                draft.unresolved(Step.STATED, standard, "no framework of the catalogue is this standard");
            }
            associated.addAll(named);
            named.stream()
                    .map(framework -> new RequirementId(framework.id(), clues.controlId()))
                    .filter(this::exists)
                    .forEach(id -> draft.add(id, Provenance.stated(standard)));
        }
        for (String text : clues.relatedRequirements()) {
            read(text, associated, draft);
        }
    }

    private void read(String text, List<Framework> associated, Mapping.Draft draft) {
        List<Name> meant = meant(text, associated);
        if (meant.isEmpty()) {
            draft.unresolved(Step.STATED, text, "no framework of the catalogue is called so");
        }
        for (Name name : meant) {
            RequirementId id = new RequirementId(
                    name.framework().id(), name.requirementIn(text).orElse(""));
            if (exists(id)) {
                draft.add(id, Provenance.stated(text));
            } else {
                draft.unresolved(Step.STATED, text, id.framework() + " has no requirement '" + id.requirement() + "'");
            }
        }
    }

    private boolean exists(RequirementId id) {
        return catalogue.requirement(id).isPresent();
    }

    /**
     * The longest name that the text begins with, of all frameworks that share it. A name without a version means a standard only if that is the
     * one version of it that the finding belongs to.
     */
    private List<Name> meant(String text, List<Framework> associated) {
        Optional<String> longest = names.stream()
                .filter(name -> name.requirementIn(text).isPresent())
                .map(Name::name)
                .findFirst();
        if (longest.isPresent()) {
            return names.stream()
                    .filter(name -> name.name().equals(longest.get()))
                    .toList();
        }
        List<Name> possible = versionless.stream()
                .filter(name -> name.requirementIn(text).isPresent() && associated.contains(name.framework()))
                .toList();
        return possible.size() == 1 ? possible : List.of();
    }

    private List<Framework> named(String standard) {
        Matcher arn = ARN.matcher(standard);
        String id = arn.matches() ? arn.group(1) : standard;
        return names.stream()
                .filter(name -> name.name().equals(id))
                .map(Name::framework)
                .toList();
    }
}
