package com.kaldrix.monitoring.alert.notify;

/** Writes text from outside into Markdown so that it stays text, as Discord, Teams and Webex read it. */
public final class Markdown {
    private static final String MEANINGFUL = "\\`*_~|[]<>#";

    private Markdown() {}

    public static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (MEANINGFUL.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append((char) c);
        });
        return out.toString();
    }

    /** A whole notification: the letter, of which each line stays a line. */
    public static String letter(Notification notification) {
        return text(Letter.of(notification)).replace("\n", "  \n");
    }
}
