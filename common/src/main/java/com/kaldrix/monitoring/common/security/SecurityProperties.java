package com.kaldrix.monitoring.common.security;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in.
 *
 * @param open whether everybody may do everything, as {@link Actor#ANONYMOUS}
 * @param openDocs whether the OpenAPI document and Swagger UI need no credentials
 * @param tokens API tokens of machines
 * @param tokenFile a file that holds one token in plain text, with role {@code admin} and name {@code local-admin}
 */
@ConfigurationProperties("kaldrix.security")
record SecurityProperties(
        @DefaultValue("false") boolean open,
        @DefaultValue("false") boolean openDocs,
        @DefaultValue List<Token> tokens,
        @Nullable Path tokenFile) {

    /**
     * An API token.
     *
     * @param name who uses it
     * @param sha256 its SHA-256 in hexadecimal digits
     * @param roles what it may do
     * @param expiresAt from when on it is good for nothing; null for never, which an auditor's cannot be
     */
    record Token(
            @DefaultValue("") String name,
            @DefaultValue("") String sha256,
            @DefaultValue List<Role> roles,
            @Nullable Instant expiresAt) {}

    SecurityProperties {
        tokens = List.copyOf(tokens);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String property = "kaldrix.security.tokens[" + i + "]";
            require(!token.name().isBlank(), property + ".name must be set: the audit log names the token by it");
            require(names.add(token.name()), property + ".name '" + token.name() + "' is that of another token");
            require(
                    !token.roles().isEmpty(),
                    property + ".roles must name a role: viewer, auditor, ingest, responder, admin");
            require(
                    token.expiresAt() != null || !token.roles().contains(Role.AUDITOR),
                    property + ".expires-at must be set: an auditor reads for a limited time");
            require(
                    token.sha256().matches("[0-9a-fA-F]{64}"),
                    property + ".sha256 must be the SHA-256 of the token in 64 hexadecimal digits");
        }
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
