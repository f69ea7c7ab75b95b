package com.kaldrix.monitoring.common.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/** Who makes a request. Controllers need not ask: they are given an {@link Actor} as a parameter. */
public final class CurrentActor {
    private CurrentActor() {}

    /** The caller; one named {@link Actor#ANONYMOUS} without roles when there are no credentials. */
    public static Actor of(HttpServletRequest request) {
        return SecurityContextHolder.getContext().getAuthentication() instanceof TokenAuthentication known
                ? known.getPrincipal()
                : new Actor(Actor.ANONYMOUS, Set.of(), request.getRemoteAddr());
    }

    static void set(
            Actor actor, SecurityContextRepository contexts, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new TokenAuthentication(actor));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
