package com.kaldrix.monitoring.compliance.audit.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/** Signs with a key in the memory of this process. */
public final class LocalNoteSigner implements NoteSigner {
    private final NoteKey key;
    private final KeyPair pair;

    /** @throws IllegalArgumentException if the pair is not on P-256 */
    public LocalNoteSigner(String name, KeyPair pair) {
        this.key = new NoteKey(name, pair.getPublic());
        this.pair = pair;
    }

    /** Makes a new pair of keys on P-256. */
    public static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has P-256", e);
        }
    }

    @Override
    public NoteKey key() {
        return key;
    }

    @Override
    public SignedNote sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return new SignedNote(text, List.of(new SignedNote.Signature(key.name(), key.id(), signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new SigningFailedException("the key '" + key.name() + "' does not sign", e);
        }
    }
}
