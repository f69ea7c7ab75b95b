package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;

/**
 * {@code discord_configs} (discord.com/developers, "Execute Webhook").
 *
 * @param webhookUrl where to
 * @param texts {@code title}, {@code message}, {@code content}, {@code username} and {@code avatar_url}
 * @param http how HTTP is spoken
 * @param sendResolved whether the end is told
 */
public record DiscordIntegration(Secret webhookUrl, Texts texts, HttpOptions http, boolean sendResolved)
        implements Integration {
    @Override
    public DiscordIntegration filled(Filling filling) {
        return new DiscordIntegration(webhookUrl, texts.filled(filling), http, sendResolved);
    }

    @Override
    public String kind() {
        return "discord";
    }

    @Override
    public boolean sharesEnds() {
        return true;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(kind(), webhookUrl.value());
    }

    @Override
    public boolean idempotent() {
        return false;
    }
}
