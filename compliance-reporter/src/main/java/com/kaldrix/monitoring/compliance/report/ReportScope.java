package com.kaldrix.monitoring.compliance.report;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a report looks at; a list that is empty means everything. Each list is sorted and has nothing twice.
 *
 * @param standards ids of frameworks
 * @param accounts 12 digits each
 * @param regions such as {@code eu-west-1}
 * @param components names of parts of the system
 */
public record ReportScope(
        List<String> standards, List<String> accounts, List<String> regions, List<String> components) {
    public ReportScope {
        standards = sorted(standards);
        accounts = sorted(accounts);
        regions = sorted(regions);
        components = sorted(components);
    }

    /** Everything. */
    public static ReportScope all() {
        return new ReportScope(List.of(), List.of(), List.of(), List.of());
    }

    /** Whether it leaves nothing out. */
    public boolean isAll() {
        return standards.isEmpty() && accounts.isEmpty() && regions.isEmpty() && components.isEmpty();
    }

    /** Whether it leaves no account, region or component out. */
    public boolean isAllPlaces() {
        return accounts.isEmpty() && regions.isEmpty() && components.isEmpty();
    }

    /** As people read it, such as {@code all standards; account 123456789012; all regions; all components}. */
    public String words() {
        return isAll()
                ? "all standards, accounts, regions and components"
                : words("standard", standards) + "; " + words("account", accounts) + "; " + words("region", regions)
                        + "; " + words("component", components);
    }

    private static String words(String one, List<String> chosen) {
        if (chosen.isEmpty()) {
            return "all " + one + "s";
        }
        return (chosen.size() == 1 ? one : one + "s") + " " + chosen.stream().collect(Collectors.joining(", "));
    }

    private static List<String> sorted(Collection<String> texts) {
        SortedSet<String> sorted = new TreeSet<>(texts);
        return List.copyOf(sorted);
    }
}
