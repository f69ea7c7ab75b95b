package com.kaldrix.monitoring.compliance.pull;

/**
 * Whether Security Hub checks a control for a standard, in an account and region.
 *
 * @param standard ARN of the standard
 * @param standardStatus how it stands with the standard, such as {@code READY} or {@code INCOMPLETE}
 * @param control such as {@code IAM.1}
 * @param enabled whether it is checked
 * @param reason why it is not, in the words of whoever turned it off; empty when nobody said
 */
public record Enablement(String standard, String standardStatus, String control, boolean enabled, String reason) {}
