package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.label.Labels;
import java.util.List;

/** A whole notification as plain text, for those who read mail as text and for subscribers of a topic. */
public final class Letter {
    /** How many alerts a letter lists; the rest is counted. */
    public static final int ALERTS = 20;
    /** How many of them it describes at length. */
    public static final int DESCRIBED = 3;

    private static final int LONGEST = 60_000;

    private final Notification notification;
    private final StringBuilder text = new StringBuilder();

    private final List<Wording.Link> answers;

    private Letter(Notification notification, List<Wording.Link> answers) {
        this.notification = notification;
        this.answers = answers;
    }

    /** Lines that end with {@code \n}; at most 60,000 characters. */
    public static String of(Notification notification) {
        return of(notification, List.of());
    }

    /** The same, with addresses by which its reader can answer. */
    public static String of(Notification notification, List<Wording.Link> answers) {
        Letter letter = new Letter(notification, answers);
        letter.head();
        if (notification.kind() == Notification.Kind.NOTICE) {
            letter.notice();
        } else {
            letter.facts();
            letter.alerts();
        }
        letter.foot();
        return PlainText.clip(letter.text.toString(), LONGEST);
    }

    private void head() {
        line(Wording.headline(notification));
        line("");
        for (String note : Wording.notes(notification)) {
            line("! " + note);
        }
        if (!notification.notes().isEmpty()) {
            line("");
        }
        line(Wording.lead(notification));
        line("");
    }

    private void facts() {
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
        for (Wording.Link link : answers) {
            fact(link.text(), " " + link.url());
        }
        for (Wording.Link link : Wording.links(notification)) {
            fact(link.text(), link.url());
        }
    }

    private void notice() {
        Wording.text(notification).lines().forEach(this::line);
        line("");
        for (Wording.Link link : Wording.links(notification)) {
            fact(link.text(), link.url());
        }
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            line((name + ":" + " ".repeat(12)).substring(0, 12) + value);
        }
    }

    private void alerts() {
        Labels common = notification.alerts().size() == 1 ? Labels.empty() : notification.commonLabels();
        List<AlertView> shown = notification.alerts().stream().limit(ALERTS).toList();
        for (int i = 0; i < shown.size(); i++) {
            AlertView alert = shown.get(i);
            line("");
            line((alert.firing() ? "FIRING  " : "OVER    ") + Wording.name(alert));
            indented(Wording.summary(alert));
            if (i < DESCRIBED) {
                Wording.newDescription(shown, i).lines().forEach(this::indented);
            }
            indented(Wording.distinction(alert, common));
            indented(Wording.span(alert));
        }
        Wording.more(notification, shown.size()).ifPresent(more -> {
            line("");
            line(more);
        });
    }

    private void indented(String words) {
        if (!words.isEmpty()) {
            line("        " + words);
        }
    }

    private void foot() {
        line("");
        line("--");
        line("KALDRIX monitoring to " + Wording.receiver(notification) + ", " + Wording.time(notification.at())
                + ", delivery " + notification.delivery());
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}
