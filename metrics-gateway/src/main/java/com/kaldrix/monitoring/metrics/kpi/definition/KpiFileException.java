package com.kaldrix.monitoring.metrics.kpi.definition;

import java.util.List;

/** A file of KPIs cannot be used. The message names everything that is wrong, one line each, with its place. */
public final class KpiFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems each as {@code file:line:column: path: reason}; never empty */
    KpiFileException(List<String> problems) {
        super("The KPIs cannot be used, " + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
                + ":\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order in which it was found. */
    public List<String> problems() {
        return problems;
    }
}
