package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.mapping.Unresolved;
import java.util.List;

/**
 * Findings that no requirement is about.
 *
 * @param control what they have in common
 * @param findings how many count
 * @param unresolved why they led nowhere; each reason once
 */
public record UnmappedFindings(Control control, long findings, List<Unresolved> unresolved) {
    public UnmappedFindings {
        unresolved = List.copyOf(unresolved);
    }
}
