package com.kaldrix.monitoring.alert.alertmanager;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that is answered as Alertmanager answers it: what its own code refuses with a JSON text, what the framework around it
 * refuses with a code and a message.
 */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final transient @Nullable Object body;

    private Refused(HttpStatus status, @Nullable Object body) {
        super(String.valueOf(body));
        this.status = status;
        this.body = body;
    }

    /**
     * What the framework says ({@code github.com/go-openapi/errors}).
     *
     * @param code the HTTP status, or a number from 600 for a field that does not pass
     * @param message what is wrong
     */
    record Framework(int code, String message) {}

    /** 400 with a text. */
    static Refused because(String message) {
        return new Refused(HttpStatus.BAD_REQUEST, message);
    }

    /** 400 with code and message: the body is no JSON of the right shape. */
    static Refused unreadable(String what, String reason) {
        return new Refused(
                HttpStatus.BAD_REQUEST,
                new Framework(400, "parsing " + what + " body from \"\" failed, because " + reason));
    }

    /** 422 with code and message: fields do not pass. */
    static Refused field(int code, String message) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, new Framework(code, message));
    }

    /** 404 with a text, or without any. */
    static Refused missing(@Nullable String message) {
        return new Refused(HttpStatus.NOT_FOUND, message);
    }

    HttpStatus status() {
        return status;
    }

    @Nullable
    Object body() {
        return body;
    }
}
