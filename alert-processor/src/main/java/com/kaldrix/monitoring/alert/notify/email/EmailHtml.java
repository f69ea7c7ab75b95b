package com.kaldrix.monitoring.alert.notify.email;

import com.kaldrix.monitoring.alert.notify.AlertView;
import com.kaldrix.monitoring.alert.notify.Letter;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Tint;
import com.kaldrix.monitoring.alert.notify.Wording;
import com.kaldrix.monitoring.common.label.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A notification as an HTML page that needs nothing from outside: no script, picture or font. Readable at 320 px and
 * in clients that know no style sheet; light and dark.
 */
final class EmailHtml {
    private static final int LONGEST_WHOLE_WORD = 24;
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; }
            body { margin: 0; padding: 0; background: #eef1f4; color: #1b2430; }
            body, td { font-family: -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; font-size: 16px;
              line-height: 1.45; }
            .page { width: 100%%; background: #eef1f4; }
            .card { width: 100%%; max-width: 640px; background: #ffffff; border-radius: 8px; }
            .pad { padding: 16px 20px; overflow-wrap: anywhere; word-break: break-word; }
            .faint { color: #5a6675; font-size: 14px; }
            .fact { padding: 2px 14px 2px 0; vertical-align: baseline; white-space: nowrap; }
            .value { padding: 2px 0; vertical-align: baseline; overflow-wrap: anywhere; word-break: break-word; }
            .note { margin: 0 0 14px; padding: 10px 12px; background: #fff4d6; color: #4d3800;
              border-left: 4px solid #d99a00; font-weight: 600; }
            .alert { margin: 0 0 10px; padding: 10px 12px; background: #f5f7f9; border-left: 4px solid #9aa5b1; }
            .labels { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 13px; color: #3c4856; }
            a { color: #1d5fb8; }
            .button { display: inline-block; margin: 0 8px 8px 0; padding: 11px 18px; border-radius: 6px;
              background: #e3e8ee; color: #1b2430; text-decoration: none; font-weight: 600; }
            .keep { white-space: nowrap; }
            @media (prefers-color-scheme: dark) {
              body, .page { background: #12161b !important; color: #e6eaef !important; }
              .card { background: #1c222a !important; color: #e6eaef !important; }
              .faint { color: #a3afbd !important; }
              .note { background: #453607 !important; color: #ffe9b0 !important; }
              .alert { background: #262e38 !important; }
              .labels { color: #c3ccd6 !important; }
              a { color: #8ab8ff; }
              .quiet { background: #37424f !important; color: #ffffff !important; }
            }
            </style>
            </head>
            """;

    private final Notification notification;
    private final StringBuilder html = new StringBuilder();

    private final List<Wording.Link> answers;

    private EmailHtml(Notification notification, List<Wording.Link> answers) {
        this.notification = notification;
        this.answers = answers;
    }

    static String of(Notification notification) {
        return of(notification, List.of());
    }

    /** @param answers addresses by which the reader can answer */
    static String of(Notification notification, List<Wording.Link> answers) {
        EmailHtml page = new EmailHtml(notification, answers);
        page.write();
        return page.html.toString();
    }

    /** What a reader must see, to stand above a page that is not ours. */
    static String notes(Notification notification) {
        return Wording.notes(notification).stream()
                .map(note -> "<p><strong>! " + escape(note) + "</strong></p>\n")
                .collect(Collectors.joining());
    }

    private void write() {
        String tint = Tint.of(notification);
        html.append(HEAD.formatted(escape(Wording.headline(notification))));
        html.append("<body>\n");
        html.append("<table role=\"presentation\" class=\"page\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n");
        html.append("<tr><td align=\"center\" style=\"padding:12px 8px\">\n");
        html.append("<table role=\"presentation\" class=\"card\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n");
        html.append(
                "<tr><td class=\"pad\" bgcolor=\"%s\" style=\"background:%s;color:#ffffff;border-radius:8px 8px 0 0\">"
                        .formatted(tint, tint));
        html.append("<h1 style=\"margin:0;font-size:20px;line-height:1.3;color:#ffffff\">")
                .append(unbroken(Wording.headline(notification)))
                .append("</h1></td></tr>\n");
        html.append("<tr><td class=\"pad\">\n");
        for (String note : Wording.notes(notification)) {
            html.append("<p class=\"note\">").append(escape(note)).append("</p>\n");
        }
        paragraph("margin:0 0 14px", Wording.lead(notification));
        links(tint);
        if (notification.kind() == Notification.Kind.NOTICE) {
            notice();
        } else {
            facts();
            alerts();
        }
        html.append("<p class=\"faint\" style=\"margin:16px 0 0\">KALDRIX monitoring to ")
                .append(escape(Wording.receiver(notification)))
                .append("<br>")
                .append(escape(Wording.time(notification.at())))
                .append("<br>Delivery ")
                .append(notification.delivery())
                .append("</p>\n");
        html.append("</td></tr>\n</table>\n</td></tr>\n</table>\n</body>\n</html>\n");
    }

    private void notice() {
        String text = Wording.text(notification);
        if (!text.isEmpty()) {
            html.append("<p style=\"margin:0 0 14px\">")
                    .append(escape(text).replace("\n", "<br>"))
                    .append("</p>\n");
        }
    }

    private void paragraph(String style, String text) {
        html.append("<p style=\"")
                .append(style)
                .append("\">")
                .append(escape(text))
                .append("</p>\n");
    }

    private void links(String tint) {
        html.append("<p style=\"margin:0 0 10px\">");
        String style = " style=\"background:" + tint + ";color:#ffffff\"";
        List<Wording.Link> all = new ArrayList<>(answers);
        all.addAll(Wording.links(notification));
        for (Wording.Link link : all) {
            html.append(style.isEmpty() ? "<a class=\"button quiet\"" : "<a class=\"button\"")
                    .append(style)
                    .append(" href=\"")
                    .append(escape(link.url()))
                    .append("\">")
                    .append(escape(link.text()))
                    .append("</a>");
            style = "";
        }
        html.append("</p>\n");
    }

    private void facts() {
        html.append("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""
                + " style=\"margin:0 0 16px\">\n");
        fact(
                "Severity",
                notification.incident().severity() + " "
                        + notification.incident().severity().title());
        fact("Opened", Wording.time(notification.incident().openedAt()));
        fact("Region", Wording.regions(notification));
        fact("Component", Wording.components(notification));
        String by = notification.incident().acknowledgedBy();
        fact("Taken by", by == null ? "" : PlainText.line(by, 200));
        fact("All have", Wording.shared(notification));
        html.append("</table>\n");
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            html.append("<tr><td class=\"fact faint\">")
                    .append(escape(name))
                    .append("</td><td class=\"value\">")
                    .append(escape(value))
                    .append("</td></tr>\n");
        }
    }

    private void alerts() {
        Labels common = notification.alerts().size() == 1 ? Labels.empty() : notification.commonLabels();
        List<AlertView> shown =
                notification.alerts().stream().limit(Letter.ALERTS).toList();
        for (int i = 0; i < shown.size(); i++) {
            alert(shown.get(i), common, i < Letter.DESCRIBED ? Wording.newDescription(shown, i) : "");
        }
        Wording.more(notification, shown.size()).ifPresent(more -> paragraph("margin:0 0 10px;font-weight:600", more));
    }

    private void alert(AlertView alert, Labels common, String description) {
        String bar = alert.firing() ? "#b3001b" : "#1e7d46";
        html.append("<div class=\"alert\" style=\"border-left-color:")
                .append(bar)
                .append("\">");
        html.append("<strong>").append(escape(Wording.name(alert))).append("</strong> <span class=\"faint\">");
        html.append(alert.firing() ? "firing" : "over").append("</span>");
        part("", Wording.summary(alert));
        part("", description);
        part("labels", Wording.distinction(alert, common));
        part("faint", Wording.span(alert));
        html.append("</div>\n");
    }

    private void part(String style, String text) {
        if (!text.isEmpty()) {
            html.append("<br><span class=\"")
                    .append(style)
                    .append("\">")
                    .append(escape(text).replace("\n", "<br>"))
                    .append("</span>");
        }
    }

    /** Escapes, and keeps short words such as {@code eu-west-1} from being broken at their hyphens. */
    private static String unbroken(String text) {
        return Arrays.stream(text.split(" "))
                .map(word -> word.contains("-") && word.length() <= LONGEST_WHOLE_WORD
                        ? "<span class=\"keep\">" + escape(word) + "</span>"
                        : escape(word))
                .collect(Collectors.joining(" "));
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
