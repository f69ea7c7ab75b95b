package com.kaldrix.monitoring.compliance.mapping;

import com.kaldrix.monitoring.compliance.framework.Confidence;

/**
 * Why a finding speaks about a requirement.
 *
 * @param step which way led there
 * @param clue what the finding says, as it stands
 * @param check the check of the framework, in the form {@code namespace:name}; empty when the finding itself names the requirement
 * @param source on whose word; {@code finding} when the finding itself names the requirement
 * @param confidence how sure it is
 */
public record Provenance(Step step, String clue, String check, String source, Confidence confidence) {
    static Provenance stated(String clue) {
        return new Provenance(Step.STATED, clue, "", "finding", Confidence.DOCUMENTED);
    }
}
