package com.kaldrix.monitoring.common.logging;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes up the caller's {@code traceparent} or begins a trace, and tells the caller which. */
public final class TraceFilter extends OncePerRequestFilter {
    private static final String ATTRIBUTE = TraceFilter.class.getName();

    TraceFilter() {}

    /** The context of a request, also while its error is being answered; empty before the filter has seen it. */
    public static Optional<TraceContext> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof TraceContext context
                ? Optional.of(context)
                : Optional.empty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TraceContext context = of(request)
                .or(() -> TraceContext.parse(request.getHeader(TraceContext.HEADER))
                        .map(TraceContext::child))
                .orElseGet(TraceContext::begin);
        request.setAttribute(ATTRIBUTE, context);
        response.setHeader(TraceContext.HEADER, context.traceparent());
        try (TraceContext.Scope scope = context.enter()) {
            chain.doFilter(request, response);
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
