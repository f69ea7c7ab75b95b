package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.label.Labels;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a notification says, in plain text, the same on every channel. Every text that comes from outside has passed
 * {@link PlainText}; a channel still has to escape what means something in its own markup.
 */
public final class Wording {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int TITLE = 300;
    private static final int NAME = 120;
    private static final int SUMMARY = 400;
    private static final int DESCRIPTION = 2000;
    private static final int NOTE = 500;
    private static final int MOST_NOTES = 10;
    private static final int PLACES = 3;
    private static final int MOST_LABELS = 12;
    private static final int LABEL = 100;
    private static final int LONGEST_URL = 1500;
    private static final List<String> SUMMARIES = List.of("summary", "message", "title");
    private static final List<String> DESCRIPTIONS = List.of("description", "message", "reason");
    private static final List<String> RUNBOOKS = List.of("runbook_url", "runbook");

    /** How the annotations of a notice begin that are links; what the link is called comes after it. */
    public static final String LINK = "link ";

    private Wording() {}

    /**
     * The line that stands for the whole, in a list, on a lock screen, in a subject: {@code [P0] ESCALATED to Leadership
     * team: HighErrorRate (eu-west-1, gateway)}.
     */
    public static String headline(Notification notification) {
        String severity = "[" + notification.incident().severity() + "] ";
        return switch (notification.kind()) {
            case OPENED -> severity + title(notification);
            case CHANGED -> severity + "CHANGED, " + counts(notification) + ": " + title(notification);
            case REPEATED -> severity + "STILL OPEN after " + age(notification) + ": " + title(notification);
            case ESCALATED -> severity + "ESCALATED to " + receiver(notification) + ": " + title(notification);
            case ACKNOWLEDGED -> severity + "ACKNOWLEDGED: " + title(notification);
            case RESOLVED -> severity + "RESOLVED: " + title(notification);
            case OPENED_AND_RESOLVED -> severity + "FIRED AND OVER: " + title(notification);
            case NOTICE -> title(notification);
            case TEST -> "[TEST] Nothing is wrong, this is a test of " + receiver(notification);
        };
    }

    /** One or two sentences on what happened and what is asked of the reader. */
    public static String lead(Notification notification) {
        return switch (notification.kind()) {
            case OPENED -> "A new incident: " + counts(notification) + ". " + taken(notification);
            case CHANGED -> "The incident has changed: " + counts(notification) + " now.";
            case REPEATED ->
                "The incident has been open for " + age(notification) + " and nothing has changed: "
                        + counts(notification) + ". " + taken(notification);
            case ESCALATED ->
                "The incident has been open for " + age(notification) + " and is not resolved: " + counts(notification)
                        + ". It now goes to " + receiver(notification) + ". " + taken(notification);
            case ACKNOWLEDGED -> taken(notification);
            case RESOLVED -> "All alerts are over after " + age(notification) + ".";
            case OPENED_AND_RESOLVED ->
                "This fired and was over before the message could be delivered. You are told so that nothing is hidden.";
            case NOTICE -> "For your information; nothing needs to be done.";
            case TEST ->
                "Somebody tries out whether " + receiver(notification)
                        + " can be reached. No incident stands behind this message; nothing needs to be done.";
        };
    }

    private static String taken(Notification notification) {
        String by = notification.incident().acknowledgedBy();
        return by == null ? "Nobody has acknowledged it yet." : "Acknowledged by " + PlainText.line(by, NAME) + ".";
    }

    /** The incident's title without the severity that the title may begin with. */
    public static String title(Notification notification) {
        String severity = notification.incident().severity().name();
        String title = PlainText.line(notification.incident().title(), TITLE);
        String rest = title.startsWith(severity + " ") ? title.substring(severity.length() + 1) : title;
        return rest.isEmpty() ? "incident " + notification.incident().id() : rest;
    }

    /** The receiver's name. */
    public static String receiver(Notification notification) {
        return PlainText.line(notification.receiver(), NAME);
    }

    /** How many alerts fire and how many are over: {@code 3 alerts firing, 1 over}. */
    public static String counts(Notification notification) {
        long firing = notification.alerts().stream().filter(AlertView::firing).count();
        long over = notification.alerts().size() - firing;
        String first = firing + (firing == 1 ? " alert" : " alerts") + " firing";
        return over == 0 ? first : first + ", " + over + " over";
    }

    /** How many of the last {@code left} alerts in the list fire and are over, to end a list that was cut; empty for none. */
    public static Optional<String> more(Notification notification, int shown) {
        List<AlertView> rest = notification
                .alerts()
                .subList(
                        Math.min(shown, notification.alerts().size()),
                        notification.alerts().size());
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        long firing = rest.stream().filter(AlertView::firing).count();
        return Optional.of("and " + rest.size() + " more (" + firing + " firing, " + (rest.size() - firing) + " over)");
    }

    /** How long the incident has been open. */
    public static String age(Notification notification) {
        return duration(Duration.between(notification.incident().openedAt(), notification.at()));
    }

    /** The two largest units: {@code 3 d 4 h}, {@code 1 h 5 min}, {@code 12 min}, {@code 40 s}. */
    public static String duration(Duration duration) {
        Duration d = duration.isNegative() ? Duration.ZERO : duration;
        if (d.toDays() > 0) {
            return d.toDays() + " d" + (d.toHoursPart() == 0 ? "" : " " + d.toHoursPart() + " h");
        }
        if (d.toHours() > 0) {
            return d.toHours() + " h" + (d.toMinutesPart() == 0 ? "" : " " + d.toMinutesPart() + " min");
        }
        if (d.toMinutes() > 0) {
            return d.toMinutes() + " min";
        }
        return d.toSeconds() + " s";
    }

    /** A moment, in UTC. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** What a reader must see, in order; more than ten are counted. */
    public static List<String> notes(Notification notification) {
        List<String> notes = notification.notes().stream()
                .map(note -> PlainText.line(note, NOTE))
                .filter(note -> !note.isEmpty())
                .toList();
        if (notes.size() <= MOST_NOTES) {
            return notes;
        }
        return Stream.concat(
                        notes.stream().limit(MOST_NOTES),
                        Stream.of("and " + (notes.size() - MOST_NOTES) + " more notes"))
                .toList();
    }

    /** Where it happens: the alerts' regions, the first few by name; empty when none is known. */
    public static String regions(Notification notification) {
        return places(notification.alerts().stream().map(AlertView::region).toList());
    }

    /** What is broken: the alerts' components, the first few by name; empty when none is known. */
    public static String components(Notification notification) {
        return places(notification.alerts().stream().map(AlertView::component).toList());
    }

    private static String places(List<String> all) {
        List<String> places = all.stream()
                .map(place -> PlainText.line(place, NAME))
                .filter(place -> !place.isEmpty())
                .distinct()
                .toList();
        String first = places.stream().limit(PLACES).collect(Collectors.joining(", "));
        return places.size() > PLACES ? first + " and " + (places.size() - PLACES) + " more" : first;
    }

    /** The alert's name. */
    public static String name(AlertView alert) {
        String name = PlainText.line(alert.name(), NAME);
        return name.isEmpty() ? alert.labels().fingerprint().toString() : name;
    }

    /** One line from the alert's annotations; empty when there is none. */
    public static String summary(AlertView alert) {
        return PlainText.line(first(alert.annotations(), SUMMARIES), SUMMARY);
    }

    /** Some lines from the alert's annotations, other than the summary; empty when there are none. */
    public static String description(AlertView alert) {
        String text = PlainText.lines(first(alert.annotations(), DESCRIPTIONS), DESCRIPTION);
        return text.equals(summary(alert)) ? "" : text;
    }

    /** The description of an alert in a list; empty when an alert before it has the same, so that it is read once. */
    public static String newDescription(List<AlertView> alerts, int index) {
        String description = description(alerts.get(index));
        boolean known = alerts.stream()
                .limit(index)
                .anyMatch(alert -> description(alert).equals(description));
        return known ? "" : description;
    }

    private static String first(Map<String, String> annotations, List<String> names) {
        return names.stream()
                .map(name -> annotations.getOrDefault(name, ""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    /** The labels that set an alert apart from the others of the notification: {@code pod=a, node=b}. */
    public static String distinction(AlertView alert, Labels common) {
        return labels(alert.labels().keep(name -> !alert.labels().get(name).equals(common.get(name))));
    }

    /** The labels that all of several alerts share; empty for a single alert, which shows its own. */
    public static String shared(Notification notification) {
        return notification.alerts().size() < 2 ? "" : labels(notification.commonLabels());
    }

    private static String labels(Labels labels) {
        List<Map.Entry<String, String>> shown = labels.asMap().entrySet().stream()
                .filter(label -> !label.getKey().equals(Labels.ALERTNAME))
                .toList();
        String text = shown.stream().limit(MOST_LABELS).map(Wording::label).collect(Collectors.joining(", "));
        return shown.size() > MOST_LABELS ? text + " and " + (shown.size() - MOST_LABELS) + " more" : text;
    }

    private static String label(Map.Entry<String, String> label) {
        return PlainText.line(label.getKey(), LABEL) + "=" + PlainText.line(label.getValue(), LABEL);
    }

    /** What a notice says, in lines; empty for everything else. */
    public static String text(Notification notification) {
        return notification.kind() != Notification.Kind.NOTICE
                ? ""
                : notification.alerts().stream()
                        .map(Wording::description)
                        .collect(Collectors.joining("\n"))
                        .strip();
    }

    /** When an alert started and, if it is over, ended. */
    public static String span(AlertView alert) {
        Instant end = alert.endsAtOrNull();
        return end == null
                ? "since " + time(alert.startsAt())
                : "from " + time(alert.startsAt()) + " to " + time(end) + " ("
                        + duration(Duration.between(alert.startsAt(), end)) + ")";
    }

    /** Where to look: the incident always, then the first source and the first runbook that an alert names. */
    public static List<Link> links(Notification notification) {
        if (notification.kind() == Notification.Kind.NOTICE) {
            return notification.alerts().stream()
                    .flatMap(alert -> alert.annotations().entrySet().stream())
                    .filter(annotation -> annotation.getKey().startsWith(LINK))
                    .sorted(Map.Entry.comparingByKey())
                    .flatMap(annotation -> web(annotation.getValue()).stream()
                            .map(url ->
                                    new Link(PlainText.line(annotation.getKey().substring(LINK.length()), NAME), url)))
                    .toList();
        }
        return Stream.of(
                        web(notification.incident().url().toString()).map(url -> new Link("Incident", url)),
                        notification.alerts().stream()
                                .flatMap(alert -> web(alert.link()).stream())
                                .findFirst()
                                .map(url -> new Link("Source", url)),
                        notification.alerts().stream()
                                .flatMap(alert -> web(first(alert.annotations(), RUNBOOKS)).stream())
                                .findFirst()
                                .map(url -> new Link("Runbook", url)))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Somewhere to look.
     *
     * @param text what it is called
     * @param url an absolute {@code http} or {@code https} address in ASCII, without quotes, angle brackets or blanks
     */
    public record Link(String text, String url) {}

    /** The address if it is one that may be shown as a link; a {@code javascript:} address is none. */
    private static Optional<String> web(String text) {
        String url = text.strip();
        if (url.isEmpty() || !url.equals(PlainText.line(url, LONGEST_URL))) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean shown = (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
            String ascii = uri.toASCIIString().replace("'", "%27");
            return shown && ascii.length() <= LONGEST_URL ? Optional.of(ascii) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
