package com.kaldrix.monitoring.compliance.activity;

import java.time.Instant;
import java.util.Optional;

/**
 * Which activities are wanted: those that meet all that is given, each exactly.
 *
 * @param who by whom
 * @param what what was done
 * @param from at this instant or later
 * @param to before this instant
 */
public record ActivityFilter(Who who, What what, Optional<Instant> from, Optional<Instant> to) {
    /**
     * By whom.
     *
     * @param principal by the name of the principal
     * @param account in whose account
     */
    public record Who(Optional<String> principal, Optional<String> account) {}

    /**
     * What was done.
     *
     * @param resource to which resource
     * @param service of which service
     * @param action which action
     * @param readOnly whether it changes nothing
     * @param failed whether it was refused or failed
     */
    public record What(
            Optional<String> resource,
            Optional<String> service,
            Optional<String> action,
            Optional<Boolean> readOnly,
            Optional<Boolean> failed) {}
}
