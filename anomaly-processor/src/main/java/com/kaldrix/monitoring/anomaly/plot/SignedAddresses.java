package com.kaldrix.monitoring.anomaly.plot;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that open a picture for whoever has them, until they expire: {@code …?expires=<seconds since 1970>&signature=<HMAC>}. The
 * signature is HMAC-SHA256 (RFC 2104) over path and expiry, in base64url without padding. Without a key nothing is signed, and no
 * signature is good.
 */
public final class SignedAddresses {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private final Duration validFor;
    private final URI base;
    private final Clock clock;

    /**
     * @param key the secret, known to all replicas; empty for none
     * @param base where people reach this service
     */
    SignedAddresses(byte[] key, Duration validFor, URI base, Clock clock) {
        this.key = key.clone();
        this.validFor = validFor;
        this.base = base;
        this.clock = clock;
    }

    /** The address of a path, good from now on for a while; empty where there is no key. */
    public Optional<URI> sign(String path) {
        if (key.length == 0) {
            return Optional.empty();
        }
        long expires = clock.instant().plus(validFor).getEpochSecond();
        return Optional.of(base.resolve(path + "?expires=" + expires + "&signature=" + signature(path, expires)));
    }

    /** Whether a request may be answered without a token. */
    boolean isGood(String path, @Nullable String expires, @Nullable String signature) {
        if (key.length == 0 || expires == null || signature == null || !expires.matches("[0-9]{1,12}")) {
            return false;
        }
        long until = Long.parseLong(expires);
        boolean genuine = MessageDigest.isEqual(
                signature(path, until).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
        return genuine && clock.instant().isBefore(Instant.ofEpochSecond(until));
    }

    private String signature(String path, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] signed = mac.doFinal((path + "\n" + expires).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every platform has " + ALGORITHM, e);
        }
    }
}
