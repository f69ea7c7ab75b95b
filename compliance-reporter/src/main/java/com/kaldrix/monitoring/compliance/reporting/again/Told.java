package com.kaldrix.monitoring.compliance.reporting.again;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the audit trail says of findings, and what a report may say. A report is of one moment of the database; an entry gets its place a moment after its
 * change. So the last word before the report's size of the trail holds, and so may any word between there and the entry that says that it was made.
 *
 * @param <T> what is said
 */
final class Told<T> {
    private final Map<UUID, T> before = new HashMap<>();
    private final Map<UUID, List<T>> meanwhile = new HashMap<>();

    void say(UUID finding, T word, boolean isBefore) {
        if (isBefore) {
            before.put(finding, word);
        } else {
            meanwhile.computeIfAbsent(finding, id -> new ArrayList<>()).add(word);
        }
    }

    /** Whether a report may say so. */
    boolean allows(UUID finding, T word) {
        return word.equals(before.get(finding))
                || meanwhile.getOrDefault(finding, List.of()).contains(word);
    }

    /** The last word before; empty if nothing was said. */
    Optional<T> of(UUID finding) {
        return Optional.ofNullable(before.get(finding));
    }

    /** Of which findings something was said before. */
    Set<UUID> findings() {
        return before.keySet();
    }
}
