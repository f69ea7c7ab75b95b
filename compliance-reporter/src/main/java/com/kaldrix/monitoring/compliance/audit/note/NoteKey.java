package com.kaldrix.monitoring.compliance.audit.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key that signatures of notes are checked with: ECDSA on P-256 over SHA-256, signature type {@code 0x02}.
 *
 * @param name of the key
 * @param publicKey on P-256
 * @see <a href="https://c2sp.org/signed-note">C2SP signed-note, Signature types</a>
 */
public record NoteKey(String name, PublicKey publicKey) {
    private static final byte ECDSA = 0x02;
    private static final int FIELD_BITS = 256;

    public NoteKey {
        if (!(publicKey instanceof ECPublicKey curve)
                || curve.getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
            throw new IllegalArgumentException("the key '" + name + "' is not on the curve P-256");
        }
    }

    /** Tells keys of the same name apart: the first four bytes of the SHA-256 of the key in SPKI form. */
    public int id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
            return (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | hash[3] & 0xff;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /**
     * Whether this key has signed the note. Signatures of other keys are passed over.
     *
     * @return false when there is none of this key, or one that does not fit the text
     */
    public boolean hasSigned(SignedNote note) {
        boolean found = false;
        for (SignedNote.Signature signature : note.signatures()) {
            if (signature.name().equals(name) && signature.keyId() == id()) {
                if (!fits(note.text(), signature.bytes())) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private boolean fits(String text, byte[] signature) {
        try {
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(publicKey);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // Not even the form of a signature.
        }
    }

    /** One line: {@code name+id+key}. */
    public String encode() {
        byte[] spki = publicKey.getEncoded();
        byte[] typed = new byte[spki.length + 1];
        typed[0] = ECDSA;
        System.arraycopy(spki, 0, typed, 1, spki.length);
        return name + "+" + HexFormat.of().toHexDigits(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /**
     * Reads the line.
     *
     * @throws IllegalArgumentException with a sentence when it is none
     */
    public static NoteKey parse(String line) {
        String[] parts = line.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a key is written as name+id+key");
        }
        byte[] typed;
        try {
            typed = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key '" + parts[0] + "' is not in Base64", e);
        }
        if (typed.length < 2 || typed[0] != ECDSA) {
            throw new IllegalArgumentException("the key '" + parts[0] + "' is not of type 2, ECDSA");
        }
        byte[] spki = new byte[typed.length - 1];
        System.arraycopy(typed, 1, spki, 0, spki.length);
        NoteKey key = new NoteKey(parts[0], read(parts[0], spki));
        if (!HexFormat.of().toHexDigits(key.id()).equals(parts[1])) {
            throw new IllegalArgumentException("the key '" + parts[0] + "' does not have the id " + parts[1]);
        }
        return key;
    }

    private static PublicKey read(String name, byte[] spki) {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key '" + name + "' cannot be read", e);
        }
    }
}
