package com.kaldrix.monitoring.compliance.audit.note;

/** Signs notes with ECDSA on P-256 over SHA-256, wherever the private key is. */
public interface NoteSigner {
    /** What others check the signatures with. */
    NoteKey key();

    /**
     * Signs a text.
     *
     * @param text ends with a new line
     * @throws SigningFailedException when the key cannot be reached; the next attempt may succeed
     */
    SignedNote sign(String text);
}
