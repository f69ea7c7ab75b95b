package com.kaldrix.monitoring.compliance.collect.event;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.ResourceIds;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;

/**
 * A finding in the making: who says it, of what place, control and resource.
 *
 * @param origin who says it
 * @param account 12 digits
 * @param region where the resource is
 * @param control what was checked
 * @param resource which one
 */
public record Sighting(Origin origin, String account, String region, Control control, Resource resource) {
    /**
     * A resource as its source writes it.
     *
     * @param id never empty
     * @param type empty when it is not said
     */
    public record Resource(String id, String type) {}

    /** With the rest, the finding. */
    public Finding finding(String title, FindingSeverity severity, Verdict verdict, Seen seen, FindingClues clues) {
        String id = ResourceIds.of(resource.id(), resource.type(), account, region);
        return new Finding(
                new FindingKey(account, region, control, id),
                origin,
                ResourceIds.type(resource.type()),
                title.isEmpty() ? control.toString() : title,
                severity,
                verdict,
                seen,
                clues);
    }
}
