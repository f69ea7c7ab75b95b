package com.kaldrix.monitoring.alert.receiver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A private key in PEM without a password: PKCS #8 (RFC 5958), or as OpenSSL wrote it before, PKCS #1 (RFC 8017) for RSA and
 * SEC 1 (RFC 5915) for elliptic curves.
 */
final class PemKey {
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int CURVE = 0xa0;
    private static final byte[] VERSION = {0x02, 0x01, 0x00};
    /** 1.2.840.113549.1.1.1 without parameters. */
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    /** 1.2.840.10045.2.1. */
    private static final byte[] ELLIPTIC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    private PemKey() {}

    static PrivateKey read(String pem) throws GeneralSecurityException {
        Optional<byte[]> plain = block(pem, "PRIVATE KEY");
        if (plain.isPresent()) {
            return fromPkcs8(plain.get());
        }
        Optional<byte[]> rsa = block(pem, "RSA PRIVATE KEY");
        if (rsa.isPresent()) {
            return fromPkcs8(element(SEQUENCE, VERSION, RSA, element(OCTETS, rsa.get())));
        }
        Optional<byte[]> elliptic = block(pem, "EC PRIVATE KEY");
        if (elliptic.isPresent()) {
            byte[] algorithm = element(SEQUENCE, ELLIPTIC, curve(elliptic.get()));
            return fromPkcs8(element(SEQUENCE, VERSION, algorithm, element(OCTETS, elliptic.get())));
        }
        throw new GeneralSecurityException("there is no private key without a password in PEM");
    }

    private static Optional<byte[]> block(String pem, String name) throws GeneralSecurityException {
        String first = "-----BEGIN " + name + "-----";
        int begin = pem.indexOf(first);
        int end = pem.indexOf("-----END " + name + "-----");
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        String content = pem.substring(begin + first.length(), end);
        if (content.contains("ENCRYPTED")) {
            throw new GeneralSecurityException("the key has a password; openssl pkey takes it off");
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(content.strip().getBytes(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the key is no Base64", e);
        }
    }

    private static PrivateKey fromPkcs8(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException ofAnotherKind) {
                // The next one may fit.
            }
        }
        throw new GeneralSecurityException("the key is neither RSA nor EC nor EdDSA");
    }

    /** The name of the curve that a SEC 1 key carries. */
    private static byte[] curve(byte[] key) throws GeneralSecurityException {
        ByteBuffer all = ByteBuffer.wrap(key);
        try {
            all.get();
            length(all);
            while (all.hasRemaining()) {
                int tag = all.get() & 0xff;
                byte[] content = new byte[length(all)];
                all.get(content);
                if (tag == CURVE) {
                    return content;
                }
            }
        } catch (java.nio.BufferUnderflowException | NegativeArraySizeException e) {
            throw new GeneralSecurityException("the key is cut off", e);
        }
        throw new GeneralSecurityException("the key names no curve");
    }

    private static int length(ByteBuffer from) throws GeneralSecurityException {
        int first = from.get() & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length << 8 | from.get() & 0xff;
        }
        if (length < 0 || length > from.remaining()) {
            throw new GeneralSecurityException("the key is cut off");
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            all.writeBytes(content);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (all.size() < 0x80) {
            element.write(all.size());
        } else {
            element.write(0x82);
            element.write(all.size() >> 8);
            element.write(all.size());
        }
        element.writeBytes(all.toByteArray());
        return element.toByteArray();
    }
}
