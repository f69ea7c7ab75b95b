package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Wording;
import java.util.regex.Pattern;

/**
 * Writes text from outside into Slack's markup so that it stays text: {@code & < >} are escaped, which takes the meaning
 * from {@code <!channel>}, {@code <@U123>} and {@code <https://…|…>}, and the bare words that some clients turn into
 * mentions are parted. All lengths count what is sent, escapes included.
 */
final class Mrkdwn {
    private static final Pattern BARE_MENTION = Pattern.compile("@(?=(?i:channel|here|everyone|group)\\b)");
    /** Word joiner: no width, no break, and no mention. */
    private static final String INERT_AT = "@\u2060";

    private Mrkdwn() {}

    /** Escaped text of at most {@code most} characters; an escape is never cut. */
    static String text(String text, int most) {
        String inert = BARE_MENTION.matcher(text).replaceAll(INERT_AT);
        StringBuilder out = new StringBuilder();
        int fits = 0;
        int i = 0;
        while (i < inert.length()) {
            int c = inert.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.appendCodePoint(c);
            }
            if (out.length() <= most - PlainText.ELLIPSIS.length()) {
                fits = out.length();
            }
            if (out.length() > most) {
                return out.substring(0, fits) + PlainText.ELLIPSIS;
            }
        }
        return out.toString();
    }

    /** Escaped text in bold, which ends at the end of the text whatever stands in it. */
    static String bold(String text, int most) {
        return "*" + text(text.replace('*', '∗'), most - 2) + "*";
    }

    /** Escaped text as code, in which no other markup counts. */
    static String code(String text, int most) {
        return "`" + text(text.replace('`', '\''), most - 2) + "`";
    }

    /** A link; the address has no character that ends it, see {@link Wording.Link}. */
    static String link(Wording.Link link) {
        return "<" + link.url().replace("&", "&amp;").replace("|", "%7C") + "|" + text(link.text(), 100) + ">";
    }
}
