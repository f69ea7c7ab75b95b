package com.kaldrix.monitoring.alert.intake.aws;

/** Names of labels that alerts from AWS carry. */
public final class AwsLabels {
    public static final String REGION = "region";
    public static final String ACCOUNT = "account_id";
    /** Of a finding: in lower case {@code informational}, {@code low}, {@code medium}, {@code high} or {@code critical}. */
    public static final String SEVERITY = "severity";

    /** Annotation: one line. */
    public static final String SUMMARY = "summary";
    /** Annotation: the whole story. */
    public static final String DESCRIPTION = "description";

    private AwsLabels() {}
}
