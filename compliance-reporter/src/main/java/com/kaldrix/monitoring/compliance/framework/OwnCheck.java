package com.kaldrix.monitoring.compliance.framework;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What the suite checks itself; each of them is judged by somebody here. */
public enum OwnCheck {
    /** Whether an incident was acknowledged, or over, in time. */
    RESPONSE_TIME("response-time"),
    /** Whether anybody acknowledged an incident who had to. */
    ALERT_ACKNOWLEDGEMENT("alert-acknowledgement"),
    /** Whether the trails of CloudTrail record. */
    TRAIL_LOGGING("trail-logging"),
    /** Whether AWS Config records. */
    CONFIGURATION_RECORDING("configuration-recording"),
    /** Whether what AWS Backup protects was backed up lately. */
    BACKUP_AGE("backup-age"),
    /** Whether certificates that are in use are valid for long enough. */
    CERTIFICATE_EXPIRY("certificate-expiry"),
    /** Whether the suite's own audit trail is as it was signed. */
    AUDIT_TRAIL_INTACT("audit-trail-intact");

    private final String word;

    OwnCheck(String word) {
        this.word = word;
    }

    /** How frameworks write it, behind {@code kaldrix:}. */
    public String word() {
        return word;
    }

    /** All of their words. */
    static Set<String> words() {
        return Arrays.stream(values()).map(OwnCheck::word).collect(Collectors.toUnmodifiableSet());
    }
}
