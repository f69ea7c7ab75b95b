package com.kaldrix.monitoring.compliance.collect.event;

/** A field of a message that is missing or is not what it should be. */
public final class UnreadableField extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field where, such as {@code Trigger.Dimensions[0].name}
     * @param problem what is wrong, such as {@code is missing}
     */
    public UnreadableField(String field, String problem) {
        super(field + " " + problem, null, false, false);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
