package com.kaldrix.monitoring.common.security;

import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;

/** Finds out whose token it is; by its shape a token is either a JWT or an API token, never both. */
final class TokenAuthenticator {
    private final List<ApiTokens> tokens;
    private final Optional<JwtTokens> jwts;

    /** @param jwts empty when no identity provider is configured; what looks like a JWT is then never valid */
    TokenAuthenticator(List<ApiTokens> tokens, Optional<JwtTokens> jwts) {
        this.tokens = List.copyOf(tokens);
        this.jwts = jwts;
    }

    /**
     * Whose token it is.
     *
     * @throws BadCredentialsException when it is nobody's
     * @throws AuthenticationServiceException when nobody can tell right now
     */
    ApiToken authenticate(PresentedToken presented) {
        if (presented.looksLikeJwt()) {
            return jwts.orElseThrow(() -> new BadCredentialsException("no identity provider is configured"))
                    .read(presented.value());
        }
        TokenDigest digest = TokenDigest.of(presented.value());
        for (ApiTokens known : tokens) {
            Optional<ApiToken> found = find(known, digest);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new BadCredentialsException("the token is not known");
    }

    private static Optional<ApiToken> find(ApiTokens known, TokenDigest digest) {
        try {
            return known.find(digest);
        } catch (RuntimeException unreachable) {
            throw new AuthenticationServiceException("the API tokens cannot be looked up", unreachable);
        }
    }
}
