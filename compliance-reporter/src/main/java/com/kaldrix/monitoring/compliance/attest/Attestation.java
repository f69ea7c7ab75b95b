package com.kaldrix.monitoring.compliance.attest;

import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.util.UUID;

/**
 * Somebody states that a requirement is met that no check can judge, or not all of it.
 *
 * @param requirement which one
 * @param statement what is stated; never empty
 * @param evidence the file that shows it
 * @param author who states it; never empty
 * @param term from when to when it counts
 */
public record Attestation(
        UUID id, RequirementId requirement, String statement, Evidence evidence, String author, Term term) {
    /**
     * A file that is kept elsewhere.
     *
     * @param name what people find it by
     * @param sha256 of its content, 64 hexadecimal digits in lower case
     */
    public record Evidence(String name, String sha256) {
        public Evidence {
            if (!sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
            }
        }
    }
}
