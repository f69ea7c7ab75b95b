package com.kaldrix.monitoring.compliance.audit.trail;

import java.io.IOException;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * JSON in the one form that all who have the same data come to: members sorted, no white space, numbers as ECMAScript writes them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a>
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /**
     * The canonical form in UTF-8.
     *
     * @param json an object or a list
     * @throws IllegalArgumentException if it is neither, or has a member twice, or a number that no double holds
     */
    public static byte[] of(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON that has a canonical form: " + e.getMessage(), e);
        }
    }
}
