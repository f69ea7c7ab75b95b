package com.kaldrix.monitoring.compliance.audit.verify;

import java.util.List;

/**
 * What became of an export that was looked at.
 *
 * @param entries how many there are
 * @param checkpoints how many there are
 * @param covered up to which entry the newest checkpoint that holds speaks for them; what came after it is not signed yet
 * @param problems sentences, in the order in which they were found; empty when all is well
 */
public record Verdict(long entries, int checkpoints, long covered, List<String> problems) {
    public Verdict {
        problems = List.copyOf(problems);
    }

    /** Whether nothing was found. */
    public boolean isIntact() {
        return problems.isEmpty();
    }
}
