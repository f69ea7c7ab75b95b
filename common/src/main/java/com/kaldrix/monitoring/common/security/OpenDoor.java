package com.kaldrix.monitoring.common.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets everybody in as one who may do everything, whatever credentials they bring. */
final class OpenDoor extends OncePerRequestFilter {
    private final SecurityContextRepository contexts;

    OpenDoor(SecurityContextRepository contexts) {
        this.contexts = contexts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Actor everybody = new Actor(Actor.ANONYMOUS, Set.of(Role.ADMIN), request.getRemoteAddr());
        CurrentActor.set(everybody, contexts, request, response);
        chain.doFilter(request, response);
    }
}
