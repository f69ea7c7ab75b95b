package com.kaldrix.monitoring.compliance.attest;

import com.kaldrix.monitoring.compliance.finding.Control;
import java.util.UUID;

/**
 * Somebody answers for findings that are not dealt with: they do not count until the waiver ends.
 *
 * @param scope which findings
 * @param reason why; never empty
 * @param owner who answers for it; never empty
 * @param term from when to when
 */
public record Waiver(UUID id, Scope scope, String reason, String owner, Term term) {
    /** Which findings a waiver is about. */
    public sealed interface Scope {}

    /** This one finding. */
    public record OfFinding(UUID finding) implements Scope {}

    /**
     * All findings of a control.
     *
     * @param account only in this account; empty for all
     * @param region only in this region; empty for all
     */
    public record OfControl(Control control, String account, String region) implements Scope {}

    /**
     * All findings of a resource.
     *
     * @param resource as findings have it
     */
    public record OfResource(String resource) implements Scope {}
}
