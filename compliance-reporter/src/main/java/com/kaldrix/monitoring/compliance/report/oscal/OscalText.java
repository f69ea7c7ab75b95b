package com.kaldrix.monitoring.compliance.report.oscal;

import com.kaldrix.monitoring.compliance.framework.RequirementId;

/** Texts in the forms that OSCAL allows. */
final class OscalText {
    private OscalText() {}

    /** The token of a requirement; no other has it. */
    static String token(RequirementId requirement) {
        return "req_" + encoded(requirement.framework()) + "_" + encoded(requirement.requirement());
    }

    /**
     * What a token may hold stays; anything else becomes its code in hexadecimal digits between underscores, so that no two texts become the same:
     * {@code 164.308(a)} is {@code 164.308_28_a_29_}.
     */
    static String encoded(String text) {
        StringBuilder token = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-';
            if (plain) {
                token.append((char) c);
            } else {
                token.append('_').append(Integer.toHexString(c)).append('_');
            }
        });
        return token.toString();
    }

    /** On one line, nothing around it: what a property may hold. Empty if there is nothing else. */
    static String line(String text) {
        if (text.isEmpty()) {
            return text;
        }
        boolean fine = !isSpace(text.charAt(0)) && !isSpace(text.charAt(text.length() - 1));
        for (int i = 0; fine && i < text.length(); i++) {
            char c = text.charAt(i);
            fine = c > '~' ? !breaks(c) : c >= ' ';
        }
        if (fine) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> line.append(breaks((char) c) ? ' ' : (char) c));
        int from = 0;
        int to = line.length();
        while (from < to && isSpace(line.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(line.charAt(to - 1))) {
            to--;
        }
        return line.substring(from, to);
    }

    private static boolean breaks(char c) {
        return c < ' ' || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    // As \s of JSON Schema has it, which is wider than that of Java.
    private static boolean isSpace(char c) {
        return c <= ' ' || c == 0x85 || c == 0xA0 || c == 0xFEFF || Character.isSpaceChar(c);
    }
}
