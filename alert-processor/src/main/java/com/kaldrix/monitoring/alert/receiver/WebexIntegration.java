package com.kaldrix.monitoring.alert.receiver;

/**
 * {@code webex_configs} (developer.webex.com, "Create a Message"). The bot's token is in {@code http_config}.
 *
 * @param apiUrl {@code https://webexapis.com/v1/messages}
 * @param roomId which room
 * @param message a template; empty for our own words
 * @param http how HTTP is spoken
 * @param sendResolved whether the end is told
 */
public record WebexIntegration(String apiUrl, String roomId, String message, HttpOptions http, boolean sendResolved)
        implements Integration {
    @Override
    public WebexIntegration filled(Filling filling) {
        return new WebexIntegration(
                apiUrl, filling.text("room_id", roomId), filling.text("message", message), http, sendResolved);
    }

    @Override
    public String kind() {
        return "webex";
    }

    @Override
    public boolean sharesEnds() {
        return true;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(kind(), apiUrl, roomId);
    }

    @Override
    public boolean idempotent() {
        return false;
    }
}
