package com.kaldrix.monitoring.compliance.finding;

import java.util.Optional;
import java.util.UUID;

/**
 * The state of a finding became another. That a source has seen it again, unchanged, is no change.
 *
 * @param id of the finding
 * @param key what it is about
 * @param before how it stood; empty when nobody had spoken of it
 * @param after how it stands
 * @param severity how bad it is now
 */
public record FindingChange(
        UUID id, FindingKey key, Optional<Verdict> before, Verdict after, FindingSeverity severity) {}
