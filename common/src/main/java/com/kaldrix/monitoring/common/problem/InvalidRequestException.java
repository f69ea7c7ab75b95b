package com.kaldrix.monitoring.common.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A request that cannot be understood or makes no sense; the caller can mend it. */
public class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<FieldError> errors;

    /** @param errors everything that is wrong, at least one */
    public InvalidRequestException(List<FieldError> errors) {
        super(errors.stream()
                .map(error -> error.field() + ": " + error.reason())
                .collect(Collectors.joining("; ")));
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("a request is not invalid without an error");
        }
        this.errors = List.copyOf(errors);
    }

    /** A request with one thing wrong. */
    public InvalidRequestException(String field, String reason) {
        this(List.of(new FieldError(field, reason)));
    }

    /** Everything that is wrong, in the order of finding. */
    public List<FieldError> errors() {
        return errors;
    }
}
