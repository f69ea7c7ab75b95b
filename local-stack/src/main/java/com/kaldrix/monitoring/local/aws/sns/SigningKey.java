package com.kaldrix.monitoring.local.aws.sns;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs envelopes, and its certificate, made when the first envelope needs them. Receivers can verify a
 * signature with the certificate as they do with AWS's, except that nobody vouches for it.
 */
final class SigningKey {
    /** Where the certificate is served. */
    static final String CERTIFICATE_PATH = "/SimpleNotificationService-local.pem";

    private static final int BITS = 2048;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int UTC_TIME = 0x17;
    private static final int UTF8_STRING = 0x0c;
    private static final int BIT_STRING = 0x03;
    private static final byte[] SHA256_WITH_RSA = {
        SEQUENCE, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 0x0b, 5, 0
    };
    private static final byte[] COMMON_NAME = {6, 3, 0x55, 4, 3};

    private final Clock clock;
    private @Nullable KeyPair pair;

    SigningKey(Clock clock) {
        this.clock = clock;
    }

    /** Signs a text, with SHA-1 for version 1 and SHA-256 for version 2, as AWS does; gives Base64. */
    String sign(String version, String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(sign(
                            version.equals("2") ? "SHA256withRSA" : "SHA1withRSA",
                            pair().getPrivate(),
                            text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("cannot sign", failure);
        }
    }

    /** The certificate in PEM. */
    String certificate() {
        try {
            byte[] name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, ascii("sns.localhost")))));
            Instant now = Instant.now(clock);
            byte[] validity = der(SEQUENCE, time(now), time(now.plusSeconds(10L * 365 * 24 * 3600)));
            byte[] body = der(
                    SEQUENCE,
                    der(2, BigInteger.valueOf(now.toEpochMilli()).toByteArray()),
                    SHA256_WITH_RSA,
                    name,
                    validity,
                    name,
                    pair().getPublic().getEncoded());
            byte[] signature = sign("SHA256withRSA", pair().getPrivate(), body);
            byte[] certificate = der(SEQUENCE, body, SHA256_WITH_RSA, der(BIT_STRING, new byte[1], signature));
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, ascii("\n")).encodeToString(certificate)
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("cannot make a certificate", failure);
        }
    }

    private synchronized KeyPair pair() throws GeneralSecurityException {
        KeyPair known = pair;
        if (known == null) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            known = generator.generateKeyPair();
            pair = known;
        }
        return known;
    }

    private static byte[] sign(String algorithm, PrivateKey key, byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    private static byte[] time(Instant instant) {
        return der(
                UTC_TIME,
                ascii(DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(instant)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(length + 5);
        encoded.write(tag);
        if (length < 0x80) {
            encoded.write(length);
        } else {
            byte[] size = BigInteger.valueOf(length).toByteArray();
            int from = size[0] == 0 ? 1 : 0;
            encoded.write(0x80 | (size.length - from));
            encoded.write(size, from, size.length - from);
        }
        for (byte[] part : parts) {
            encoded.writeBytes(part);
        }
        return encoded.toByteArray();
    }
}
