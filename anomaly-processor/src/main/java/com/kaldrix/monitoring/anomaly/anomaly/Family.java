package com.kaldrix.monitoring.anomaly.anomaly;

import java.util.List;
import java.util.Locale;

/** What an anomaly is about, by the metric's name. */
public enum Family {
    PERFORMANCE,
    SECURITY,
    BUSINESS;

    /**
     * Who gets in, what goes out, what is changed and who takes more than their share. Written between underscores; a trailing
     * star stands for any end.
     */
    private static final List<String> OF_SECURITY = List.of(
            "auth",
            "authn",
            "authz",
            "authentication",
            "authorization",
            "authoriz*",
            "unauthori*",
            "login*",
            "logon*",
            "session*",
            "token*",
            "mfa",
            "password*",
            "credential*",
            "security",
            "forbidden",
            "denied",
            "deny",
            "reject*",
            "firewall",
            "waf",
            "acl",
            "intrusion",
            "iam",
            "policy",
            "privilege*",
            "root",
            "assumerole",
            "cloudtrail",
            "guardduty",
            "securityhub",
            "egress",
            "exfiltration",
            "outbound",
            "apicall*",
            "abuse",
            "throttle*",
            "tls",
            "certificate*",
            "secret*");

    private static final List<String> OF_BUSINESS = List.of(
            "transaction*",
            "tx",
            "txs",
            "block",
            "blocks",
            "height",
            "round*",
            "validator*",
            "consensus",
            "peer*",
            "user",
            "users",
            "customer*",
            "order*",
            "fee",
            "fees",
            "stake*",
            "volume",
            "dag",
            "mempool",
            "finality",
            "epoch*",
            "revenue",
            "payment*",
            "success_rate");

    /** Words of two parts, which are looked for as they are. */
    private static final List<String> PAIRS_OF_SECURITY =
            List.of("api_call", "config_change", "configuration_change", "network_out", "bytes_out", "transmit_bytes");

    /** The family of a metric by words in its name; performance when none is there. */
    public static Family ofMetric(String name) {
        String lower = words(name);
        if (is(lower, OF_SECURITY) || PAIRS_OF_SECURITY.stream().anyMatch(lower::contains)) {
            return SECURITY;
        }
        return is(lower, OF_BUSINESS) ? BUSINESS : PERFORMANCE;
    }

    /** Camel case, dots and colons as underscores; one at both ends. */
    private static String words(String name) {
        return "_"
                + name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .replaceAll("[^A-Za-z0-9]+", "_")
                        .toLowerCase(Locale.ROOT)
                + "_";
    }

    private static boolean is(String words, List<String> known) {
        return known.stream()
                .anyMatch(word -> word.endsWith("*")
                        ? words.contains("_" + word.substring(0, word.length() - 1))
                        : words.contains("_" + word + "_"));
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
