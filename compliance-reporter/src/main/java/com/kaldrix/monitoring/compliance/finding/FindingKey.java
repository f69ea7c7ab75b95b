package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.identity.ContentIds;
import java.util.Comparator;
import java.util.UUID;

/**
 * What makes two findings one: the same control of the same resource. Sorted by its parts in their order.
 *
 * @param account 12 digits
 * @param region where the resource is, such as {@code eu-west-1}, or {@code global}; not where findings are gathered
 * @param control what was checked
 * @param resource in the form of {@link ResourceIds}
 */
public record FindingKey(String account, String region, Control control, String resource)
        implements Comparable<FindingKey> {
    private static final Comparator<FindingKey> ORDER = Comparator.comparing(FindingKey::account)
            .thenComparing(FindingKey::region)
            .thenComparing(FindingKey::control)
            .thenComparing(FindingKey::resource, FindingKey::byCodePoint);

    public FindingKey {
        if (account.isBlank() || region.isBlank() || resource.isBlank()) {
            throw new IllegalArgumentException("a finding needs account, region and resource");
        }
    }

    /** As PostgreSQL orders by {@code collate "C"}, which is not the order of {@link String} where characters need two units. */
    private static int byCodePoint(String one, String other) {
        int end = Math.min(one.length(), other.length());
        for (int i = 0; i < end; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean bothOrNone = Character.isSurrogate(a) == Character.isSurrogate(b);
                return bothOrNone ? a - b : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return one.length() - other.length();
    }

    /** The id of the finding: the same everywhere for the same four parts. */
    public UUID id() {
        return ContentIds.of(account, region, control.toString(), resource);
    }

    @Override
    public int compareTo(FindingKey other) {
        return ORDER.compare(this, other);
    }
}
