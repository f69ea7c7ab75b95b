package com.kaldrix.monitoring.alert.notify;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What a message says where the configuration may give the words, and ours stand where it gives none. */
public final class Said {
    private Said() {}

    /** One line: what is wanted, else the headline. */
    public static String title(String wanted, Notification notification, int most) {
        return PlainText.line(wanted.isBlank() ? Wording.headline(notification) : wanted, most);
    }

    /**
     * Many lines: what is wanted, led by what a reader must see; else ours, which say that themselves.
     *
     * @param ours in the markup of the channel
     */
    public static String text(String wanted, String ours, Notification notification, int most) {
        if (wanted.isBlank()) {
            return PlainText.clip(ours, most);
        }
        String notes = Wording.notes(notification).stream()
                .map(note -> "! " + note + "\n")
                .collect(Collectors.joining());
        return PlainText.clip(notes + wanted.strip(), most);
    }

    /** At most so many bytes of UTF-8, cut between characters. */
    public static String bytes(String text, int most) {
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes + size > most - 3) {
                String rest = text.substring(i);
                boolean fits = bytes + rest.getBytes(StandardCharsets.UTF_8).length <= most;
                return fits ? text : text.substring(0, i) + PlainText.ELLIPSIS;
            }
            bytes += size;
            i += Character.charCount(c);
        }
        return text;
    }
}
