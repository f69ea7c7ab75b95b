package com.kaldrix.monitoring.compliance.audit.note;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures below.
 *
 * @param text what is signed; ends with a new line
 * @param signatures one or more
 * @see <a href="https://c2sp.org/signed-note">C2SP signed-note</a>
 */
public record SignedNote(String text, List<Signature> signatures) {
    private static final String MARK = "\u2014 ";
    /** Verifiers accept at least 16. */
    private static final int MOST_SIGNATURES = 100;

    /**
     * A signature.
     *
     * @param name of the key
     * @param keyId tells keys of that name apart; four bytes
     * @param bytes of the signature
     */
    public record Signature(String name, int keyId, byte[] bytes) {
        public Signature {
            if (name.isEmpty()
                    || name.indexOf('+') >= 0
                    || name.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
                throw new IllegalArgumentException("'" + name + "' is no name of a key");
            }
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    public SignedNote {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("what is signed ends with a new line");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("a note holds no control characters");
        }
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("a note has one to " + MOST_SIGNATURES + " signatures");
        }
    }

    /** The whole note. */
    public String encode() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Signature signature : signatures) {
            byte[] bytes = signature.bytes();
            byte[] whole = new byte[Integer.BYTES + bytes.length];
            for (int i = 0; i < Integer.BYTES; i++) {
                whole[i] = (byte) (signature.keyId() >>> 8 * (Integer.BYTES - 1 - i));
            }
            System.arraycopy(bytes, 0, whole, Integer.BYTES, bytes.length);
            note.append(MARK)
                    .append(signature.name())
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(whole))
                    .append('\n');
        }
        return note.toString();
    }

    /**
     * Reads a note; its signatures are not checked.
     *
     * @throws IllegalArgumentException with a sentence when it is none
     */
    public static SignedNote parse(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || blank + 2 == note.length() || !note.endsWith("\n")) {
            throw new IllegalArgumentException("a signed note has a blank line before its signatures");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
            signatures.add(signature(line));
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    private static Signature signature(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(MARK) || space <= MARK.length()) {
            throw new IllegalArgumentException("'" + line + "' is no line with a signature");
        }
        byte[] whole;
        try {
            whole = Base64.getDecoder().decode(line.substring(space + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + line + "' holds no Base64", e);
        }
        if (whole.length <= Integer.BYTES) {
            throw new IllegalArgumentException("'" + line + "' holds no signature");
        }
        int keyId = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            keyId = keyId << 8 | whole[i] & 0xff;
        }
        byte[] bytes = new byte[whole.length - Integer.BYTES];
        System.arraycopy(whole, Integer.BYTES, bytes, 0, bytes.length);
        return new Signature(line.substring(MARK.length(), space), keyId, bytes);
    }
}
