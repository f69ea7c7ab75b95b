package com.kaldrix.monitoring.compliance.framework;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A standard, or a catalogue of one's own.
 *
 * @param id unique among all frameworks, such as {@code soc2-2017}
 * @param label how people call it
 * @param knownAs how findings call it: before a requirement in {@code RelatedRequirements}, and in {@code AssociatedStandards}
 * @param domains in the order of the standard; never empty
 */
public record Framework(String id, Label label, List<String> knownAs, List<Domain> domains) {
    /**
     * How people call a standard.
     *
     * @param name such as {@code PCI DSS}
     * @param version as the publisher counts, such as {@code 4.0.1}
     * @param publisher whose standard it is
     */
    public record Label(String name, String version, String publisher) {}

    public Framework {
        knownAs = List.copyOf(knownAs);
        domains = List.copyOf(domains);
    }

    /** All requirements, in the order of the standard. */
    public Stream<Requirement> requirements() {
        return domains.stream().flatMap(domain -> domain.requirements().stream());
    }

    /** The one with exactly this id; empty when there is none. */
    public Optional<Requirement> requirement(String requirementId) {
        return requirements()
                .filter(requirement -> requirement.id().equals(requirementId))
                .findFirst();
    }
}
