package com.kaldrix.monitoring.common.problem;

/** A request that makes sense but not in the present state of what it is for. */
public class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param reason for people: what stands in the way */
    public ConflictException(String reason) {
        super(reason);
    }
}
