package com.kaldrix.monitoring.common.security;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose word about people counts.
 *
 * @param issuer the identity provider, as it calls itself in its tokens; empty when there is none
 * @param audience as what the identity provider knows this suite; needed with an issuer
 * @param jwkSetUri where its keys are; empty for where its metadata says (OpenID Connect Discovery 1.0)
 * @param roleClaims the claims that hold roles, as a list or a text with spaces
 * @param nameClaim the claim that names the person in the audit log
 */
@ConfigurationProperties("kaldrix.security")
record JwtProperties(
        @DefaultValue("") String issuer,
        @DefaultValue("") String audience,
        @DefaultValue("") String jwkSetUri,
        @DefaultValue({"roles", "kaldrix_roles"}) List<String> roleClaims,
        @DefaultValue("sub") String nameClaim) {
    JwtProperties {
        roleClaims = List.copyOf(roleClaims);
        if (!issuer.isEmpty()) {
            requireAddress(issuer, "kaldrix.security.issuer");
            if (audience.isBlank()) {
                throw new IllegalArgumentException(
                        "kaldrix.security.audience must be set when kaldrix.security.issuer is:"
                                + " without it, tokens for other applications would be taken");
            }
        }
        if (!jwkSetUri.isEmpty()) {
            requireAddress(jwkSetUri, "kaldrix.security.jwk-set-uri");
        }
        if (nameClaim.isBlank()) {
            throw new IllegalArgumentException("kaldrix.security.name-claim must be the name of a claim");
        }
    }

    boolean enabled() {
        return !issuer.isEmpty();
    }

    private static void requireAddress(String text, String property) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(property + " must be an https address, not '" + text + "'", malformed);
        }
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException(property + " must be an https address, not '" + text + "'");
        }
    }
}
