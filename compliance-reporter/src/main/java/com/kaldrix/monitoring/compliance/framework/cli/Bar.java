package com.kaldrix.monitoring.compliance.framework.cli;

import java.util.Map;
import java.util.Optional;

/**
 * How far the field's best open catalogue reaches in one standard.
 *
 * @param touched how many of its requirements at least one control of Security Hub speaks about
 * @param of how many requirements it knows, which are seldom all of the standard
 */
record Bar(int touched, int of) {
    /** Counted in prowler 5.39 and steampipe-mod-aws-compliance 1.13 on the controls of the AWS Foundational standard. */
    private static final Map<String, Bar> BARS = Map.of(
            "soc2-2017", new Bar(24, 27),
            "hipaa", new Bar(32, 32),
            "iso27001-2013", new Bar(54, 79),
            "iso27001-2022", new Bar(31, 92),
            "gdpr", new Bar(3, 3),
            "pci-dss-4.0.1", new Bar(96, 100),
            "cis-aws-5.0", new Bar(31, 63));

    /** Empty where no other catalogue was measured. */
    static Optional<Bar> of(String framework) {
        return Optional.ofNullable(BARS.get(framework));
    }
}
