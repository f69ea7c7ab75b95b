package com.kaldrix.monitoring.anomaly.anomaly;

import java.util.Set;

/**
 * What one detector says.
 *
 * @param detector its name
 * @param rarity how seldom so strange a reading comes on this series, as minus the decimal logarithm of the probability
 * @param sentence what it saw, for a person
 */
public record Evidence(String detector, double rarity, String sentence) {
    /** CloudWatch's anomaly detection said so. */
    public static final String CLOUDWATCH_BAND = "cloudwatch-band";

    /** GuardDuty said so. */
    public static final String GUARDDUTY = "guardduty";

    /** CloudTrail's insights said so. */
    public static final String CLOUDTRAIL_INSIGHT = "cloudtrail-insight";

    /** What services of AWS say, who tell alert-processor as well. */
    static final Set<String> OF_AWS = Set.of(CLOUDWATCH_BAND, GUARDDUTY, CLOUDTRAIL_INSIGHT);
}
