package com.kaldrix.monitoring.common.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;

/**
 * A token as a request brings it: as a bearer token (RFC 6750), or as the password of HTTP Basic (RFC 7617), which is what
 * Prometheus and amtool can send; the user's name then says nothing.
 *
 * @param value the token itself; never written anywhere
 */
record PresentedToken(String value) {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    /**
     * The token of a request.
     *
     * @return empty when there is no {@code Authorization} header
     * @throws BadCredentialsException when there is one that is not understood, or more than one
     */
    static Optional<PresentedToken> in(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw new BadCredentialsException("more than one Authorization header");
        }
        String header = headers.getFirst().strip();
        String token = "";
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            token = header.substring(BEARER.length()).strip();
        } else if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            token = password(header.substring(BASIC.length()).strip());
        }
        if (token.isEmpty()) {
            throw new BadCredentialsException("the Authorization header holds no bearer token and no password");
        }
        return Optional.of(new PresentedToken(token));
    }

    /** Whether it has three parts, as the compact form of a signed JWT has (RFC 7515 section 7.1). */
    static boolean looksLikeJwt(String token) {
        return token.chars().filter(c -> c == '.').count() == 2;
    }

    boolean looksLikeJwt() {
        return looksLikeJwt(value);
    }

    private static String password(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException malformed) {
            throw new BadCredentialsException("the Authorization header is not of the form of HTTP Basic", malformed);
        }
    }

    @Override
    public String toString() {
        return "<token>";
    }
}
