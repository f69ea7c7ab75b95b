package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Domain;
import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.Kind;
import com.kaldrix.monitoring.compliance.framework.Requirement;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All requirements of a catalogue in a row, so that counting goes by numbers: standard after standard, chapter after chapter. */
final class Places {
    private final List<Framework> frameworks;
    private final List<RequirementId> ids = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final Map<RequirementId, Integer> places = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Range> ranges = new ArrayList<>();
    private final List<List<DomainRange>> domains = new ArrayList<>();

    /** Places from the first to before the end. */
    record Range(int from, int end) {}

    /** A chapter's places. */
    record DomainRange(String domain, Range range) {}

    Places(Catalogue catalogue) {
        frameworks = catalogue.frameworks();
        for (Framework framework : frameworks) {
            numbers.put(framework.id(), numbers.size());
            int first = ids.size();
            List<DomainRange> chapters = new ArrayList<>();
            for (Domain domain : framework.domains()) {
                int begin = ids.size();
                domain.requirements().forEach(requirement -> add(framework, requirement));
                chapters.add(new DomainRange(domain.id(), new Range(begin, ids.size())));
            }
            ranges.add(new Range(first, ids.size()));
            domains.add(List.copyOf(chapters));
        }
    }

    private void add(Framework framework, Requirement requirement) {
        RequirementId id = new RequirementId(framework.id(), requirement.id());
        places.put(id, ids.size());
        ids.add(id);
        kinds.add(requirement.kind());
    }

    int size() {
        return ids.size();
    }

    List<Framework> frameworks() {
        return frameworks;
    }

    RequirementId id(int place) {
        return ids.get(place);
    }

    Kind kind(int place) {
        return kinds.get(place);
    }

    /** -1 when there is no such requirement. */
    int place(RequirementId id) {
        return places.getOrDefault(id, -1);
    }

    /** The number of a framework; -1 when there is none. */
    int number(String framework) {
        return numbers.getOrDefault(framework, -1);
    }

    Range range(int framework) {
        return ranges.get(framework);
    }

    List<DomainRange> domains(int framework) {
        return domains.get(framework);
    }
}
