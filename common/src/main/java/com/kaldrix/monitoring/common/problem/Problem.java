package com.kaldrix.monitoring.common.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.logging.TraceContext;
import com.kaldrix.monitoring.common.logging.TraceFilter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;

/**
 * What a service answers when it does not do what it was asked (RFC 9457), as {@code application/problem+json}.
 *
 * @param type which kind of problem; stable
 * @param title the kind in words; the same for each problem of the kind
 * @param status the HTTP status
 * @param detail this problem in words
 * @param instance the path that was asked for
 * @param errors everything that is wrong with the request; left out when there is nothing
 * @param traceId by which the logs can be searched; empty, and left out, outside a trace
 */
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String traceId) {
    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem of a known kind in answer to a request. */
    public static Problem of(ProblemType type, String detail, List<FieldError> errors, HttpServletRequest request) {
        return of(type, type.status().value(), detail, errors, request);
    }

    static Problem of(
            ProblemType type, int status, String detail, List<FieldError> errors, HttpServletRequest request) {
        Object forwarded = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return new Problem(
                type.uri(),
                type.title(),
                status,
                detail,
                forwarded instanceof String path ? path : request.getRequestURI(),
                errors,
                TraceFilter.of(request).map(TraceContext::traceId).orElse(""));
    }
}
