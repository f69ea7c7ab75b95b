package com.kaldrix.monitoring.alert.callback;

import java.util.Map;

/** The page to which the address in a mail leads. It needs nothing from outside, and no script. */
final class AcknowledgePage {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font-family: -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; line-height: 1.45;
              max-width: 36rem; margin: 3rem auto; padding: 0 1rem; }
            button { font: inherit; font-weight: 600; padding: .8rem 1.4rem; border: 0; border-radius: 6px;
              background: #1d5fb8; color: #ffffff; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p>%2$s</p>
            %3$s</body>
            </html>
            """;
    private static final String BUTTON = """
            <form method="post"><button type="submit">Acknowledge</button></form>
            """;
    private static final Map<String, String> ESCAPES =
            Map.of("&", "&amp;", "<", "&lt;", ">", "&gt;", "\"", "&quot;", "'", "&#39;");

    private AcknowledgePage() {}

    /** With a button that posts to the page's own address. */
    static String question(String title, String text) {
        return PAGE.formatted(escaped(title), escaped(text), BUTTON);
    }

    static String words(String title, String text) {
        return PAGE.formatted(escaped(title), escaped(text), "");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(character -> escaped.append(ESCAPES.getOrDefault(character, character)));
        return escaped.toString();
    }
}
