package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Security Hub's own algorithm, so that what is shown here is what its console shows.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/standards-security-score.html">Security Hub, security scores</a>
 */
public final class SecurityHubScore {
    private static final double WHOLE = 100;

    private SecurityHubScore() {}

    /**
     * The status of a control: failed if any finding that counts failed in any account or region, else unknown if any warns or is not
     * available, else passed if there is any, else no data.
     */
    public static ControlStatus status(Iterable<CheckResult> results) {
        ControlStatus status = ControlStatus.NO_DATA;
        for (CheckResult result : results) {
            if (!result.counts()) {
                continue;
            }
            if (result.compliance() == ComplianceStatus.FAILED) {
                return ControlStatus.FAILED;
            }
            if (result.compliance() != ComplianceStatus.PASSED) {
                status = ControlStatus.UNKNOWN;
            } else if (status == ControlStatus.NO_DATA) {
                status = ControlStatus.PASSED;
            }
        }
        return status;
    }

    /**
     * The score of a standard: passed controls of those that are enabled and have data, in per cent, rounded; unknown ones stay in
     * the denominator.
     *
     * @param enabled statuses of all enabled controls
     * @return 0 to 100; empty when no control has data
     */
    public static OptionalInt standard(Collection<ControlStatus> enabled) {
        long passed = enabled.stream()
                .filter(status -> status == ControlStatus.PASSED)
                .count();
        long withData = enabled.stream()
                .filter(status -> status != ControlStatus.NO_DATA)
                .count();
        return withData == 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.round(WHOLE * passed / withData));
    }

    /**
     * The summary score in the form of today: each control counts once, however many standards have it.
     *
     * @param standards the controls of each enabled standard by their ids, each with its status
     */
    public static OptionalInt summaryOfControls(Collection<Map<String, ControlStatus>> standards) {
        Map<String, ControlStatus> unique = new HashMap<>();
        standards.forEach(controls ->
                controls.forEach((control, status) -> unique.merge(control, status, SecurityHubScore::worse)));
        return standard(unique.values());
    }

    /**
     * The summary score in the older form, which AWS still documents for some partitions: the mean of the standards' scores, those
     * without one left out.
     */
    public static OptionalInt summaryOfStandards(Collection<Map<String, ControlStatus>> standards) {
        var scores = standards.stream()
                .map(controls -> standard(controls.values()))
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .average();
        return scores.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) Math.round(scores.getAsDouble()));
    }

    static ControlStatus worse(ControlStatus one, ControlStatus other) {
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(ControlStatus status) {
        return switch (status) {
            case NO_DATA -> 0;
            case PASSED -> 1;
            case UNKNOWN -> 2;
            case FAILED -> 3;
        };
    }
}
