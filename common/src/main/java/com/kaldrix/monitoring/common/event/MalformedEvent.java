package com.kaldrix.monitoring.common.event;

/** An event that does not keep its contract. */
public final class MalformedEvent extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String attribute;
    private final String problem;

    public MalformedEvent(String attribute, String problem) {
        super(attribute + " " + problem);
        this.attribute = attribute;
        this.problem = problem;
    }

    /** What is wrong, such as {@code specversion} or {@code data.startsAt}; empty for the whole text. */
    public String attribute() {
        return attribute;
    }

    /** What is the matter with it, such as {@code is missing}. */
    public String problem() {
        return problem;
    }

    MalformedEvent within(String parent) {
        return new MalformedEvent(parent + "." + attribute, problem);
    }
}
