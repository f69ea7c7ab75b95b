package com.kaldrix.monitoring.metrics.ingest.push;

import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the metrics of a request: the first hundred are named, all are counted. */
final class Errors {
    private static final int MOST = 100;

    private final List<FieldError> named = new ArrayList<>();
    private int all;
    private int malformed;

    /** Something that cannot be read. */
    void add(String field, String reason) {
        malformed++;
        name(field, reason);
    }

    /** Something that the intake refused, which it has counted itself. */
    void refused(String field, Rejection reason) {
        name(field, "was refused: " + reason.word());
    }

    private void name(String field, String reason) {
        all++;
        if (named.size() < MOST) {
            named.add(new FieldError(field, reason));
        }
    }

    int count() {
        return all;
    }

    /** How many of them cannot be read. */
    int malformed() {
        return malformed;
    }

    List<FieldError> named() {
        return named;
    }
}
