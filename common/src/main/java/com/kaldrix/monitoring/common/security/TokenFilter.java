package com.kaldrix.monitoring.common.security;

import com.kaldrix.monitoring.common.problem.ProblemType;
import com.kaldrix.monitoring.common.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks. A request without credentials goes on as nobody; one with credentials that are not valid ends here,
 * also where none are needed.
 */
final class TokenFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFilter.class);
    private static final String RETRY_SECONDS = "5";

    private final TokenAuthenticator authenticator;
    private final RequestAttributeSecurityContextRepository contexts;
    private final ProblemWriter problems;

    TokenFilter(
            TokenAuthenticator authenticator,
            RequestAttributeSecurityContextRepository contexts,
            ProblemWriter problems) {
        this.authenticator = authenticator;
        this.contexts = contexts;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Optional<PresentedToken> presented = PresentedToken.in(request);
            if (presented.isPresent()) {
                ApiToken known = authenticator.authenticate(presented.get());
                Actor actor = new Actor(known.name(), known.roles(), request.getRemoteAddr());
                CurrentActor.set(actor, contexts, request, response);
            }
        } catch (BadCredentialsException invalid) {
            LOG.atInfo()
                    .addKeyValue("source.ip", request.getRemoteAddr())
                    .addKeyValue("url.path", request.getRequestURI())
                    .addKeyValue("reason", invalid.getMessage())
                    .log("A request with invalid credentials was refused");
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            problems.write(ProblemType.UNAUTHENTICATED, "the credentials are not valid", request, response);
            return;
        } catch (AuthenticationServiceException unreachable) {
            LOG.atWarn().setCause(unreachable).log("Credentials cannot be checked");
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            problems.write(ProblemType.UNAVAILABLE, "the credentials cannot be checked; try again", request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
