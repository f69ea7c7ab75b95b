package com.kaldrix.monitoring.compliance.collect.event;

import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.event.RemediationResult;
import com.kaldrix.monitoring.compliance.activity.Activity;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChange;
import com.kaldrix.monitoring.compliance.finding.Finding;
import java.util.List;

/** What a message brought. */
public sealed interface Collected {
    /**
     * Findings.
     *
     * @param findings in the order of the message; never empty
     * @param problems what else in the message could not be read, each a sentence that names the field; where there are any, the message belongs in
     *     the dead-letter queue as well once the findings are safe
     */
    record Findings(List<Finding> findings, List<String> problems) implements Collected {
        public Findings {
            findings = List.copyOf(findings);
            problems = List.copyOf(problems);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("findings without one");
            }
        }

        public static Findings of(Finding finding) {
            return new Findings(List.of(finding), List.of());
        }
    }

    /** Somebody did something. */
    record Done(Activity activity) implements Collected {}

    /** A resource became another. */
    record Changed(ConfigurationChange change) implements Collected {}

    /**
     * People answered an alert, or did not: evidence of response times.
     *
     * @param id of the event; a second one with the same id is the same event again
     * @param lifecycle what happened
     */
    record Answered(String id, AlertLifecycle lifecycle) implements Collected {}

    /** Somebody carried out, or refused, what was asked to be put right. */
    record Remediated(RemediationResult result) implements Collected {}

    /** It was understood, and there is nothing to keep. */
    record Ignored(String reason) implements Collected {}

    /** It cannot be read, now or later; the reason names the field. It belongs in the dead-letter queue. */
    record Poison(String reason) implements Collected {}
}
