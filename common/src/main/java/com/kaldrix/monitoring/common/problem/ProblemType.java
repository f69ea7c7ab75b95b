package com.kaldrix.monitoring.common.problem;

import java.net.URI;
import java.util.Arrays;
import org.springframework.http.HttpStatus;

/** The kinds of problems that a service tells of. Their URIs never change their meaning. */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", "The request is invalid", HttpStatus.BAD_REQUEST),
    UNAUTHENTICATED("unauthenticated", "The request needs valid credentials", HttpStatus.UNAUTHORIZED),
    FORBIDDEN("forbidden", "The role does not suffice", HttpStatus.FORBIDDEN),
    NOT_FOUND("not-found", "It does not exist", HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED("method-not-allowed", "The method is not allowed here", HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE("not-acceptable", "No answer in an acceptable format", HttpStatus.NOT_ACCEPTABLE),
    CONFLICT("conflict", "The present state forbids it", HttpStatus.CONFLICT),
    PAYLOAD_TOO_LARGE("payload-too-large", "The body is too large", HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type", "The body's format is not supported", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    TOO_MANY_REQUESTS("too-many-requests", "Too many requests", HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL("internal", "Something went wrong here", HttpStatus.INTERNAL_SERVER_ERROR),
    UNAVAILABLE("unavailable", "Not possible right now", HttpStatus.SERVICE_UNAVAILABLE);

    private final URI uri;
    private final String title;
    private final HttpStatus status;

    ProblemType(String name, String title, HttpStatus status) {
        this.uri = URI.create("urn:kaldrix:problem:" + name);
        this.title = title;
        this.status = status;
    }

    /** The kind by which a status is told that nothing more is known about. */
    static ProblemType of(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status.value() == status)
                .findFirst()
                .orElse(status >= 500 ? INTERNAL : INVALID_REQUEST);
    }

    public URI uri() {
        return uri;
    }

    public String title() {
        return title;
    }

    public HttpStatus status() {
        return status;
    }
}
