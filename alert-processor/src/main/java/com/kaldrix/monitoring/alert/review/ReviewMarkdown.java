package com.kaldrix.monitoring.alert.review;

import com.kaldrix.monitoring.alert.change.Change;
import com.kaldrix.monitoring.alert.incident.Incident;
import com.kaldrix.monitoring.alert.notify.Markdown;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Wording;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A review as Markdown, to be put where reviews are kept. What comes from outside stays text. */
final class ReviewMarkdown {
    private static final int LINE = 500;

    private final StringBuilder out = new StringBuilder();
    private final Review review;

    private ReviewMarkdown(Review review) {
        this.review = review;
    }

    /** @param url the incident's page */
    static String of(Review review, URI url) {
        ReviewMarkdown page = new ReviewMarkdown(review);
        page.summary(url);
        page.changes();
        page.timeline();
        page.actions();
        return page.out.toString();
    }

    private void summary(URI url) {
        Incident incident = review.incident();
        out.append("# Review: ").append(text(incident.title())).append("\n\n| | |\n|---|---|\n");
        row("Incident", "<" + url + ">");
        row("Severity", incident.severity() + " " + incident.severity().title());
        if (!incident.group().region().isEmpty()) {
            row("Region", text(incident.group().region()));
        }
        row("Opened", Wording.time(incident.times().openedAt()));
        Instant told = incident.times().toldAt();
        row("First told", told == null ? "nobody was told" : moment(told));
        row(
                "Acknowledged",
                review.acknowledged()
                        .map(entry -> moment(entry.at()) + by(entry.actor()))
                        .orElse("by nobody"));
        Instant resolved = incident.times().resolvedAt();
        String who = incident.resolvedBy() == null ? ", by itself" : by(incident.resolvedBy());
        row("Resolved", resolved == null ? "not yet" : moment(resolved) + who);
    }

    private void changes() {
        out.append("\n## What changed before\n\n");
        out.append("From ").append(Wording.time(review.changesFrom())).append(" to the opening:\n\n");
        if (review.changes().isEmpty()) {
            out.append("Nothing was recorded.\n");
        }
        for (Change change : review.changes()) {
            String service = change.where().service().isEmpty()
                    ? ""
                    : " (" + text(change.where().service()) + ")";
            out.append("- ")
                    .append(Wording.time(change.at()))
                    .append(", ")
                    .append(text(change.kind()))
                    .append(": ")
                    .append(text(change.title()))
                    .append(service)
                    .append(by(change.by().isEmpty() ? null : change.by()))
                    .append(change.url().isEmpty() ? "" : ", <" + change.url() + ">")
                    .append('\n');
        }
    }

    private void timeline() {
        out.append("\n## Timeline\n\n| when | what | who |\n|---|---|---|\n");
        for (TimelineEntry entry : review.timeline()) {
            out.append("| ")
                    .append(Wording.time(entry.at()))
                    .append(" | ")
                    .append(text(entry.text()))
                    .append(" | ")
                    .append(entry.actor() == null ? "" : text(entry.actor()))
                    .append(" |\n");
        }
        if (!review.whole()) {
            out.append("\nThe timeline goes on; these are its first ")
                    .append(review.timeline().size())
                    .append(" entries.\n");
        }
    }

    private void actions() {
        out.append("\n## Action items\n\n");
        if (review.actions().isEmpty()) {
            out.append("None.\n");
        }
        for (ActionItem item : review.actions()) {
            LocalDate due = item.dueOn();
            out.append(item.doneAt() == null ? "- [ ] " : "- [x] ")
                    .append(text(item.text()))
                    .append(" (")
                    .append(text(item.owner()))
                    .append(due == null ? "" : ", until " + due)
                    .append(")\n");
        }
    }

    private void row(String name, String value) {
        out.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private String moment(Instant at) {
        return Wording.time(at) + ", after " + Wording.duration(review.after(at));
    }

    private static String by(@Nullable String who) {
        return who == null ? "" : ", by " + text(who);
    }

    private static String text(String text) {
        return Markdown.text(PlainText.line(text, LINE));
    }
}
