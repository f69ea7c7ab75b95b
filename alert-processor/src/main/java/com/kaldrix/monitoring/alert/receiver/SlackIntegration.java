package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code slack_configs}. With an {@code api_url} that ends in {@code /chat.postMessage} and a bearer token the Web API is
 * used: one message for an incident, updated in place. With any other {@code api_url} it is an incoming webhook, which
 * cannot change what it has said.
 *
 * @param apiUrl the incoming webhook, or the Web API's {@code chat.postMessage}
 * @param channelName Slack channel; empty for the webhook's own
 * @param look how the message presents itself
 * @param authorizationOrNull the bot token; null for an incoming webhook
 * @param sendResolved whether the end is told
 */
public record SlackIntegration(
        Secret apiUrl,
        String channelName,
        Look look,
        @Nullable HttpAuthorization authorizationOrNull,
        boolean sendResolved)
        implements Integration {

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
    }

    /** The bot token's header; empty for an incoming webhook. */
    public Optional<HttpAuthorization> authorization() {
        return Optional.ofNullable(authorizationOrNull);
    }

    /** Whether messages go by the Web API and can be updated. */
    public boolean canUpdate() {
        return authorizationOrNull != null && apiUrl.value().endsWith("/chat.postMessage");
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
