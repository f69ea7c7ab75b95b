package com.kaldrix.monitoring.anomaly.anomaly;

import java.util.List;
import java.util.Locale;

/** What an anomaly is about, by the metric's name. */
public enum Family {
    PERFORMANCE,
    SECURITY,
    BUSINESS;

    private static final List<String> OF_SECURITY = List.of(
            "auth",
            "login",
            "security",
            "forbidden",
            "denied",
            "unauthor",
            "cloudtrail",
            "guardduty",
            "intrusion",
            "credential",
            "egress");
    private static final List<String> OF_BUSINESS = List.of(
            "transaction",
            "block",
            "height",
            "round",
            "validator",
            "consensus",
            "peer",
            "user",
            "fee",
            "stake",
            "volume",
            "success_rate");

    /** The family of a metric by words in its name; performance when none is there. */
    public static Family ofMetric(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (OF_SECURITY.stream().anyMatch(lower::contains)) {
            return SECURITY;
        }
        return OF_BUSINESS.stream().anyMatch(lower::contains) ? BUSINESS : PERFORMANCE;
    }

    /** As it is written in the API and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }
}
