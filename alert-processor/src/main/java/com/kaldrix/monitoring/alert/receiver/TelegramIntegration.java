package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;

/**
 * {@code telegram_configs} (core.telegram.org/bots/api, "sendMessage").
 *
 * @param botToken of the bot
 * @param apiUrl the base address, {@code https://api.telegram.org}
 * @param chat which chat
 * @param message a template; empty for our own words
 * @param parseMode {@code HTML}, {@code Markdown}, {@code MarkdownV2}, or empty for plain text
 * @param quietly whether nobody is woken
 * @param http how HTTP is spoken
 * @param sendResolved whether the end is told
 */
public record TelegramIntegration(
        Secret botToken,
        String apiUrl,
        Chat chat,
        String message,
        String parseMode,
        boolean quietly,
        HttpOptions http,
        boolean sendResolved)
        implements Integration {
    /**
     * @param id of the chat
     * @param thread of a topic in it; 0 for the chat itself
     */
    public record Chat(long id, long thread) {}

    @Override
    public TelegramIntegration filled(Filling filling) {
        return new TelegramIntegration(
                botToken,
                apiUrl,
                chat,
                parseMode.equals("HTML") ? filling.html("message", message) : filling.text("message", message),
                parseMode,
                quietly,
                http,
                sendResolved);
    }

    @Override
    public String kind() {
        return "telegram";
    }

    @Override
    public boolean sharesEnds() {
        return true;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(
                kind(),
                apiUrl,
                botToken.value(),
                Long.toString(chat.id()) + (chat.thread() == 0 ? "" : "/" + chat.thread()));
    }

    @Override
    public boolean idempotent() {
        return false;
    }
}
