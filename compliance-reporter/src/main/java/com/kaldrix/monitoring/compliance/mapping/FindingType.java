package com.kaldrix.monitoring.compliance.mapping;

import com.kaldrix.monitoring.compliance.framework.Namespace;

/**
 * What a detecting service calls what it found.
 *
 * @param service GuardDuty, Macie or Inspector
 * @param type as that service writes it, such as {@code Recon:EC2/PortProbeUnprotectedPort}
 * @throws IllegalArgumentException if the service has no types
 */
public record FindingType(Namespace service, String type) {
    public FindingType {
        if (!service.isOfPrefixes()) {
            throw new IllegalArgumentException(service.word() + " has no types of findings");
        }
    }
}
