package com.kaldrix.monitoring.compliance.activity;

import java.time.Instant;
import java.util.List;

/**
 * What somebody did in a time.
 *
 * @param name ARN, user name or service
 * @param kind as the source says, such as {@code AssumedRole}
 * @param account whose the principal is; empty when it is of no account
 * @param counts how much
 * @param first the first of it
 * @param last the last of it
 * @param most the actions that came most often, the most frequent first
 */
public record PrincipalActivity(
        String name, String kind, String account, Counts counts, Instant first, Instant last, List<String> most) {
    public PrincipalActivity {
        most = List.copyOf(most);
    }

    /**
     * How much somebody did.
     *
     * @param actions in all
     * @param changes how many of them changed something or tried to
     * @param refused how many of them were not done
     * @param resources how many different resources they were about
     */
    public record Counts(long actions, long changes, long refused, long resources) {}
}
