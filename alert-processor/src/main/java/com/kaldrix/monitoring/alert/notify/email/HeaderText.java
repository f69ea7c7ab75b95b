package com.kaldrix.monitoring.alert.notify.email;

import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One line of text as the value of a header. Plain ASCII stays as it is, folded at white space (RFC 5322 section 2.2.3);
 * anything else becomes encoded words (RFC 2047). So does plain text in which a reader could see something else than
 * what is there: what looks like an encoded word, and a backslash, which readers that take it for a quote at the end of
 * a folded line turn into a line break.
 */
final class HeaderText {
    /** RFC 2047 section 2: an encoded word has at most 75 characters; 45 bytes are 60 of them in base 64. */
    private static final int BYTES_OF_A_WORD = 45;

    private HeaderText() {}

    static String encoded(String header, String line) {
        boolean plain =
                line.chars().allMatch(c -> c >= ' ' && c <= '~') && !line.contains("=?") && !line.contains("\\");
        return plain ? MimeUtility.fold(header.length() + 2, line) : words(line);
    }

    private static String words(String line) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < line.length(); ) {
            int next = line.offsetByCodePoints(i, 1);
            int more = line.substring(i, next).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > BYTES_OF_A_WORD) {
                word(out, line.substring(from, i));
                from = i;
                bytes = 0;
            }
            bytes += more;
            i = next;
        }
        word(out, line.substring(from));
        return out.toString();
    }

    private static void word(StringBuilder out, String part) {
        out.append(out.isEmpty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .append("?=");
    }
}
