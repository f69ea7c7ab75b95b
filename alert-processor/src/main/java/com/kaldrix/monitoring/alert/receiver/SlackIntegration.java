package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code slack_configs}. With an {@code api_url} that ends in {@code /chat.postMessage} and a bearer token the Web API is
 * used: one message for an incident, updated in place. With any other {@code api_url} it is an incoming webhook, which
 * cannot change what it has said.
 *
 * @param apiUrl the incoming webhook, or the Web API's {@code chat.postMessage}
 * @param channelName Slack channel; empty for the webhook's own
 * @param look how the message presents itself
 * @param attachment what only Slack's former attachments know
 * @param http how HTTP is spoken; with the bot's token for the Web API
 * @param sendResolved whether the end is told
 */
public record SlackIntegration(
        Secret apiUrl, String channelName, Look look, Attachment attachment, HttpOptions http, boolean sendResolved)
        implements Integration {

    public SlackIntegration(Secret apiUrl, String channelName, Look look, HttpOptions http, boolean sendResolved) {
        this(apiUrl, channelName, look, Attachment.NONE, http, sendResolved);
    }

    /**
     * What only Slack's former attachments know. Where anything of it is set, the message is one attachment, as
     * Alertmanager writes it (docs.slack.dev, "Legacy: secondary message attachments").
     *
     * @param texts {@code color}, {@code pretext}, {@code fallback}, {@code callback_id}, {@code image_url},
     *     {@code thumb_url} and {@code footer}, by key; those that are not set are left out
     * @param fields short facts beneath the text
     * @param actions buttons
     * @param mrkdwnIn the keys in which Slack looks for markup
     * @param linkNames whether names with an at sign call people
     */
    public record Attachment(
            Map<String, String> texts,
            List<Field> fields,
            List<Action> actions,
            List<String> mrkdwnIn,
            boolean linkNames) {
        public static final Attachment NONE = new Attachment(Map.of(), List.of(), List.of(), List.of(), false);

        public Attachment {
            texts = Map.copyOf(texts);
            fields = List.copyOf(fields);
            actions = List.copyOf(actions);
            mrkdwnIn = List.copyOf(mrkdwnIn);
        }

        /** Whether anything of it is set. */
        public boolean isSet() {
            return !equals(NONE);
        }

        /** The text under a key; empty when it is not set. */
        public String text(String key) {
            return texts.getOrDefault(key, "");
        }

        private Attachment filled(Filling filling) {
            Map<String, String> filled = new LinkedHashMap<>();
            texts.forEach((key, text) -> filled.put(key, filling.text(key, text)));
            return new Attachment(
                    filled,
                    fields.stream().map(field -> field.filled(filling)).toList(),
                    actions.stream().map(action -> action.filled(filling)).toList(),
                    mrkdwnIn,
                    linkNames);
        }
    }

    /**
     * A short fact.
     *
     * @param title its name
     * @param value what it is
     * @param isShort whether another one fits beside it
     */
    public record Field(String title, String value, boolean isShort) {
        private Field filled(Filling filling) {
            return new Field(filling.text("fields.title", title), filling.text("fields.value", value), isShort);
        }
    }

    /**
     * A button.
     *
     * @param texts {@code type}, {@code text}, {@code url}, {@code style}, {@code name} and {@code value}, by key
     * @param confirm {@code title}, {@code text}, {@code ok_text} and {@code dismiss_text} of a question before it acts, by
     *     key; empty for none
     */
    public record Action(Map<String, String> texts, Map<String, String> confirm) {
        public Action {
            texts = Map.copyOf(texts);
            confirm = Map.copyOf(confirm);
        }

        private Action filled(Filling filling) {
            return new Action(filling.texts("actions", texts), filling.texts("actions.confirm", confirm));
        }
    }

    /**
     * Texts that replace our own; each empty for the default.
     *
     * @param username who the message claims to be from
     * @param iconEmoji such as {@code :fire:}
     * @param iconUrl picture beside the message
     * @param title first line
     * @param titleLink where the first line leads
     * @param text body
     */
    public record Look(String username, String iconEmoji, String iconUrl, String title, String titleLink, String text) {
        public static final Look DEFAULT = new Look("", "", "", "", "", "");

        private Look filled(Filling filling) {
            return new Look(
                    filling.text("username", username),
                    filling.text("icon_emoji", iconEmoji),
                    filling.text("icon_url", iconUrl),
                    filling.text("title", title),
                    filling.text("title_link", titleLink),
                    filling.text("text", text));
        }
    }

    /** Whether messages go by the Web API and can be updated. */
    public boolean canUpdate() {
        return http.authorizationOrNull() != null && apiUrl.value().endsWith("/chat.postMessage");
    }

    @Override
    public SlackIntegration filled(Filling filling) {
        return new SlackIntegration(
                apiUrl,
                filling.text("channel", channelName),
                look.filled(filling),
                attachment.filled(filling),
                http,
                sendResolved);
    }

    @Override
    public String kind() {
        return "slack";
    }

    @Override
    public boolean sharesEnds() {
        return !canUpdate();
    }

    @Override
    public boolean showsState() {
        return canUpdate();
    }

    @Override
    public String channel() {
        return ChannelDigest.of(kind(), apiUrl.value(), canUpdate() ? channelName : "");
    }

    /** A first message by the Web API can be doubled, an update cannot; the channel says which one it made. */
    @Override
    public boolean idempotent() {
        return false;
    }
}
