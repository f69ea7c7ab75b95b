package com.kaldrix.monitoring.compliance.framework;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whose checks there are, and how each of them names one. */
public enum Namespace {
    /** A control of Security Hub, such as {@code IAM.1}. */
    SECURITY_HUB("securityhub", "[A-Za-z][A-Za-z0-9]*\\.[1-9][0-9]*"),
    /** A managed rule of AWS Config by its name, such as {@code restricted-ssh}. */
    CONFIG("config", "[a-z0-9]+(-[a-z0-9]+)*"),
    /** The beginning of a finding's type, such as {@code UnauthorizedAccess:IAMUser/}. */
    GUARD_DUTY("guardduty", "[A-Za-z][A-Za-z0-9_:/.!&-]*"),
    /** The beginning of a finding's type, such as {@code SensitiveData:}. */
    MACIE("macie", "[A-Za-z][A-Za-z0-9_:/.!&-]*"),
    /** The beginning of a finding's type, such as {@code PACKAGE_VULNERABILITY}. */
    INSPECTOR("inspector", "[A-Za-z][A-Za-z0-9_:/.!&-]*"),
    /** A check of the suite's own, one of {@link OwnCheck}. */
    KALDRIX("kaldrix", "[a-z]+(-[a-z]+)*");

    /** The names of the suite's own checks. */
    public static final Set<String> OWN_CHECKS = OwnCheck.words();

    private final String word;
    private final Pattern names;

    Namespace(String word, String names) {
        this.word = word;
        this.names = Pattern.compile(names);
    }

    /** How frameworks write it, before the colon. */
    public String word() {
        return word;
    }

    /** Whether a check stands for all types of findings that begin as it does. */
    public boolean isOfPrefixes() {
        return this == GUARD_DUTY || this == MACIE || this == INSPECTOR;
    }

    boolean allows(String name) {
        return names.matcher(name).matches() && (this != KALDRIX || OWN_CHECKS.contains(name));
    }

    /** The one that is written so; empty when none is. */
    public static Optional<Namespace> of(String word) {
        return Arrays.stream(values())
                .filter(namespace -> namespace.word.equals(word))
                .findFirst();
    }
}
