package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.compliance.activity.Activity;
import com.kaldrix.monitoring.compliance.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What a page brought.
 *
 * @param problems what of it could not be read, each a sentence that names the field
 * @param next the place of the next page; empty when this was the last. Means something to the one who gave it only
 */
public record Harvest(
        List<Finding> findings,
        List<Activity> activities,
        List<Enablement> controls,
        List<String> problems,
        Optional<String> next) {
    public Harvest {
        findings = List.copyOf(findings);
        activities = List.copyOf(activities);
        controls = List.copyOf(controls);
        problems = List.copyOf(problems);
    }
}
