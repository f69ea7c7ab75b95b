package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.notify.AlertView;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Tint;
import com.kaldrix.monitoring.alert.notify.Wording;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration.Attachment;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration.Look;
import com.kaldrix.monitoring.common.label.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A notification as a Slack message. At the top the headline and the notes; beneath, along a bar in the colour of the
 * severity, the facts, the alerts and the links. Limits are those of docs.slack.dev, "Blocks"; the whole stays under
 * {@code msg_blocks_too_long} (13,200 characters of text in all blocks together).
 */
final class SlackMessage {
    private static final int HEADER = 150;
    private static final int FIELD = 300;
    private static final int SECTION = 2900;
    private static final int NOTES = 1500;
    private static final int FALLBACK = 1000;
    private static final int DESCRIPTION = 1500;
    private static final int ALERTS = 10;
    private static final int ALERT = 270;
    private static final int LINK = 2000;
    private static final int CUSTOM_URL = 1500;

    /** The annotation with the address of a picture, such as anomaly-processor's plot. */
    private static final String IMAGE = "image";

    private final Notification notification;
    private final Look look;
    private final Attachment attachment;
    private final boolean buttons;

    SlackMessage(Notification notification, Look look, boolean buttons) {
        this(notification, look, Attachment.NONE, buttons);
    }

    /** @param buttons whether people can answer by buttons */
    SlackMessage(Notification notification, SlackIntegration integration, boolean buttons) {
        this(notification, integration.look(), integration.attachment(), buttons);
    }

    private SlackMessage(Notification notification, Look look, Attachment attachment, boolean buttons) {
        this.notification = notification;
        this.look = look;
        this.attachment = attachment;
        this.buttons = buttons;
    }

    /** The whole message, without the fields that say where it goes. */
    ObjectNode full() {
        if (attachment.isSet()) {
            ObjectNode message = JsonMapper.shared().createObjectNode();
            message.put("link_names", attachment.linkNames());
            message.putArray("attachments").add(new SlackAttachment(notification, look, attachment).node());
            return message;
        }
        ObjectNode message = plain();
        message.set("blocks", top());
        ArrayNode attachments = message.putArray("attachments");
        ObjectNode attachment = attachments.addObject();
        attachment.put("color", Tint.of(notification));
        attachment.put("fallback", fallback());
        attachment.set("blocks", below());
        picture()
                .ifPresent(picture -> attachments
                        .addObject()
                        .put("color", Tint.of(notification))
                        .put("fallback", "Plot")
                        .put("image_url", picture));
        return message;
    }

    /**
     * The picture of the first alert that has one. Not as a block: Slack refuses a message with a block whose picture it cannot
     * fetch, and leaves out a picture of an attachment.
     */
    private Optional<String> picture() {
        return notification.alerts().stream()
                .map(alert -> alert.annotations().getOrDefault(IMAGE, ""))
                .filter(SlackMessage::isLink)
                .findFirst();
    }

    /** Text only: for the case that Slack refuses the blocks, so that the page arrives all the same. */
    ObjectNode plain() {
        ObjectNode message = JsonMapper.shared().createObjectNode();
        message.put("text", fallback());
        message.put("parse", "none");
        message.put("link_names", false);
        message.put("unfurl_links", false);
        message.put("unfurl_media", false);
        return message;
    }

    /** One line: what has happened, for the thread. */
    ObjectNode words() {
        return plain().put("text", Mrkdwn.text(Wording.lead(notification), FALLBACK));
    }

    /** Adds who the message claims to be from; only a new message can say so. */
    ObjectNode signed(ObjectNode message) {
        if (!look.username().isEmpty()) {
            message.put("username", PlainText.line(look.username(), 80));
        }
        if (!look.iconEmoji().isEmpty()) {
            message.put("icon_emoji", look.iconEmoji());
        } else if (!look.iconUrl().isEmpty()) {
            message.put("icon_url", look.iconUrl());
        }
        return message;
    }

    /** What a lock screen and a client without blocks show. */
    private String fallback() {
        String notes = String.join(" ", Wording.notes(notification));
        String summary = notification.alerts().stream()
                .map(Wording::summary)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        String text = Stream.of(
                        Wording.headline(notification),
                        notes,
                        summary,
                        notification.incident().url().toString())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
        return Mrkdwn.text(text, FALLBACK);
    }

    private ArrayNode top() {
        ArrayNode blocks = JsonMapper.shared().createArrayNode();
        String title = look.title().isEmpty() ? Wording.headline(notification) : PlainText.line(look.title(), 300);
        if (look.titleLink().isEmpty() || !isLink(look.titleLink())) {
            ObjectNode header = blocks.addObject().put("type", "header");
            header.putObject("text")
                    .put("type", "plain_text")
                    .put("text", PlainText.clip(title, HEADER))
                    .put("emoji", false);
        } else {
            section(blocks, "*" + Mrkdwn.link(new Wording.Link(title.replace('*', '∗'), look.titleLink())) + "*");
        }
        List<String> notes = Wording.notes(notification);
        if (!notes.isEmpty()) {
            int each = NOTES / notes.size() - 12;
            section(
                    blocks,
                    notes.stream()
                            .map(note -> ":warning: " + Mrkdwn.bold(note, each))
                            .collect(Collectors.joining("\n")));
        }
        return blocks;
    }

    private static boolean isLink(String url) {
        return url.matches("https?://[^\\s<>|\"']+") && url.length() <= CUSTOM_URL;
    }

    private ArrayNode below() {
        ArrayNode blocks = JsonMapper.shared().createArrayNode();
        section(blocks, Mrkdwn.text(Wording.lead(notification), 600));
        if (notification.kind() == Notification.Kind.NOTICE) {
            section(blocks, Mrkdwn.text(Wording.text(notification), DESCRIPTION));
        } else {
            fields(blocks);
            alerts(blocks);
        }
        section(
                blocks,
                Wording.links(notification).stream()
                        .map(Mrkdwn::link)
                        .filter(link -> link.length() <= LINK)
                        .reduce((one, other) -> one.length() + other.length() <= SECTION ? one + "  ·  " + other : one)
                        .orElse(""));
        if (buttons && notification.kind().hasIncident() && !notification.kind().over()) {
            blocks.add(SlackButtons.of(notification));
            Notification.Choice choice = notification.choice();
            if (choice != null) {
                section(blocks, Mrkdwn.text("Shall this be done: " + choice.words() + "?", FIELD));
                blocks.add(SlackButtons.of(choice));
            }
        }
        context(blocks);
        return blocks;
    }

    private void alerts(ArrayNode blocks) {
        if (!look.text().isEmpty()) {
            section(blocks, PlainText.clip(look.text(), SECTION));
        } else if (notification.alerts().size() == 1) {
            alone(blocks, notification.alerts().getFirst());
        } else if (!notification.alerts().isEmpty()) {
            several(blocks);
        }
    }

    private void fields(ArrayNode blocks) {
        List<String> fields = new ArrayList<>();
        field(
                fields,
                "Severity",
                notification.incident().severity() + " "
                        + notification.incident().severity().title());
        field(fields, "Opened", Wording.time(notification.incident().openedAt()));
        field(fields, "Region", Wording.regions(notification));
        field(fields, "Component", Wording.components(notification));
        String by = notification.incident().acknowledgedBy();
        field(fields, "Acknowledged by", by == null ? "" : PlainText.line(by, FIELD));
        ArrayNode array = blocks.addObject().put("type", "section").putArray("fields");
        fields.forEach(text -> mrkdwn(array.addObject(), text));
    }

    private static void field(List<String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.add("*" + name + "*\n" + Mrkdwn.text(value, FIELD));
        }
    }

    private void alone(ArrayNode blocks, AlertView alert) {
        section(
                blocks,
                Stream.of(
                                Mrkdwn.text(Wording.summary(alert), 600),
                                Mrkdwn.text(Wording.description(alert), DESCRIPTION),
                                labels(alert, Labels.empty(), 700))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n")));
    }

    private void several(ArrayNode blocks) {
        Labels common = notification.commonLabels();
        StringBuilder text = new StringBuilder();
        List<AlertView> alerts = notification.alerts();
        int shown = Math.min(ALERTS, alerts.size());
        for (AlertView alert : alerts.subList(0, shown)) {
            text.append(alert.firing() ? ":red_circle: " : ":white_check_mark: ")
                    .append(line(alert, common))
                    .append('\n');
        }
        Wording.more(notification, shown)
                .ifPresent(more -> text.append('_').append(more).append('_'));
        section(blocks, text.toString().strip());
    }

    private static String line(AlertView alert, Labels common) {
        String name = Mrkdwn.bold(Wording.name(alert), 60);
        String labels = labels(alert, common, 100);
        int left = ALERT - 25 - name.length() - labels.length();
        return name + " " + Mrkdwn.text(Wording.summary(alert), Math.min(left, 120))
                + (labels.isEmpty() ? "" : " " + labels);
    }

    private static String labels(AlertView alert, Labels common, int most) {
        String labels = Wording.distinction(alert, common);
        return labels.isEmpty() ? "" : Mrkdwn.code(labels, most);
    }

    private void context(ArrayNode blocks) {
        ArrayNode elements = blocks.addObject().put("type", "context").putArray("elements");
        mrkdwn(
                elements.addObject(),
                Mrkdwn.text(
                        "KALDRIX · " + Wording.receiver(notification) + " · " + Wording.time(notification.at()),
                        FIELD));
    }

    private static void section(ArrayNode blocks, String text) {
        if (!text.isEmpty()) {
            mrkdwn(blocks.addObject().put("type", "section").putObject("text"), text);
        }
    }

    /** {@code verbatim}: Slack is not to look for addresses and names in it by itself. */
    private static void mrkdwn(ObjectNode node, String text) {
        node.put("type", "mrkdwn").put("text", text).put("verbatim", true);
    }
}
