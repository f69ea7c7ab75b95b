package com.kaldrix.monitoring.common.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody may do. */
public enum Role {
    /** Reads everything but the audit log. */
    VIEWER,
    /** Reads everything, the audit log too, and writes nothing; for a limited time, so that its tokens have an end. */
    AUDITOR,
    /** Posts alerts and metrics, and nothing else: for machines. */
    INGEST,
    /** Handles incidents: acknowledges, resolves, silences. */
    RESPONDER,
    /** Does everything. */
    ADMIN;

    /** As it is written in configurations, tokens and answers: {@code viewer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This role and those that it includes. */
    public Set<Role> includes() {
        return switch (this) {
            case VIEWER -> EnumSet.of(VIEWER);
            case AUDITOR -> EnumSet.of(AUDITOR, VIEWER);
            case INGEST -> EnumSet.of(INGEST);
            case RESPONDER -> EnumSet.of(RESPONDER, VIEWER, INGEST);
            case ADMIN -> EnumSet.allOf(Role.class);
        };
    }

    /** Reads a word; empty when it is none of them. */
    public static Optional<Role> find(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
