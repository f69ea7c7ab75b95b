package com.kaldrix.monitoring.common.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of the configuration. */
final class ConfiguredTokens implements ApiTokens {
    static final String LOCAL_ADMIN = "local-admin";

    private static final int SHORTEST = 16;

    private final Map<TokenDigest, ApiToken> tokens = new LinkedHashMap<>();
    private final Map<TokenDigest, Instant> ends = new HashMap<>();
    private final Clock clock;

    ConfiguredTokens(SecurityProperties properties, Clock clock) {
        this.clock = clock;
        for (SecurityProperties.Token token : properties.tokens()) {
            TokenDigest digest = new TokenDigest(token.sha256().toLowerCase(Locale.ROOT));
            tokens.put(digest, new ApiToken(token.name(), Set.copyOf(token.roles())));
            if (token.expiresAt() != null) {
                ends.put(digest, token.expiresAt());
            }
        }
        Path file = properties.tokenFile();
        if (file != null) {
            tokens.put(TokenDigest.of(read(file)), new ApiToken(LOCAL_ADMIN, Set.of(Role.ADMIN)));
        }
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** Compares with every token, so that the time it takes tells nothing of which came close. */
    @Override
    public Optional<ApiToken> find(TokenDigest digest) {
        @Nullable ApiToken found = null;
        for (Map.Entry<TokenDigest, ApiToken> known : tokens.entrySet()) {
            if (known.getKey().matches(digest) && isGood(known.getKey())) {
                found = known.getValue();
            }
        }
        return Optional.ofNullable(found);
    }

    private boolean isGood(TokenDigest token) {
        Instant end = ends.get(token);
        return end == null || clock.instant().isBefore(end);
    }

    private static String read(Path file) {
        String token;
        try {
            token = Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "kaldrix.security.token-file " + file + " cannot be read: " + unreadable, unreadable);
        }
        if (token.length() < SHORTEST || !token.matches("[!-~]+")) {
            throw new IllegalArgumentException("kaldrix.security.token-file " + file
                    + " must hold one token of at least " + SHORTEST + " characters, without spaces");
        }
        if (PresentedToken.looksLikeJwt(token)) {
            throw new IllegalArgumentException("kaldrix.security.token-file " + file
                    + " must not hold two dots: such a token would be taken for a JWT");
        }
        return token;
    }
}
