package com.kaldrix.monitoring.common.security;

import com.kaldrix.monitoring.common.problem.ProblemType;
import com.kaldrix.monitoring.common.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers those who may not: 401 who did not say who they are, 403 whose role does not suffice. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final ProblemWriter problems;
    private final List<AccessDenials> listeners;

    Refusals(ProblemWriter problems, List<AccessDenials> listeners) {
        this.problems = problems;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        String detail = "a bearer token is needed; as the password of HTTP Basic it is taken as well";
        problems.write(ProblemType.UNAUTHENTICATED, detail, request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        Actor actor = CurrentActor.of(request);
        for (AccessDenials listener : listeners) {
            tell(listener, actor, request);
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
        String detail = "'" + actor.name() + "' may not " + request.getMethod() + " this";
        problems.write(ProblemType.FORBIDDEN, detail, request, response);
    }

    private static void tell(AccessDenials listener, Actor actor, HttpServletRequest request) {
        try {
            listener.denied(actor, request.getMethod(), request.getRequestURI());
        } catch (RuntimeException untold) {
            LOG.atError()
                    .addKeyValue("user.name", actor.name())
                    .addKeyValue("http.request.method", request.getMethod())
                    .addKeyValue("url.path", request.getRequestURI())
                    .setCause(untold)
                    .log("A refusal could not be recorded");
        }
    }
}
