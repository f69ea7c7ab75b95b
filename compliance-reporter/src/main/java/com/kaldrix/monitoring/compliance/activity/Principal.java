package com.kaldrix.monitoring.compliance.activity;

/**
 * Who did something.
 *
 * @param kind as the source says, such as {@code AssumedRole}, {@code IAMUser}, {@code Root}, {@code AWSService} or, in the suite, {@code Token}
 * @param name ARN, user name or service; never empty
 * @param account whose the principal is; empty when it is of no account
 * @param issuer the role behind a session; empty when there is none
 * @param mfa whether a second factor was shown in this session; false also when that is not said
 */
public record Principal(String kind, String name, String account, String issuer, boolean mfa) {
    /** The kind of those who come in to the suite. */
    public static final String TOKEN = "Token";

    public Principal {
        if (name.isBlank()) {
            throw new IllegalArgumentException("somebody has no name");
        }
    }
}
