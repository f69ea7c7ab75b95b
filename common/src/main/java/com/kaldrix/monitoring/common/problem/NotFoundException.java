package com.kaldrix.monitoring.common.problem;

/** What a request names does not exist. */
public class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param what the kind of thing, such as {@code incident}
     * @param id by which the caller named it
     */
    public NotFoundException(String what, Object id) {
        super("there is no " + what + " '" + id + "'");
    }
}
