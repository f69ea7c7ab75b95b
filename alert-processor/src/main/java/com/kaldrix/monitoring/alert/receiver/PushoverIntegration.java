package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code pushover_configs} (pushover.net/api).
 *
 * @param userKey who is told
 * @param token of the application
 * @param apiUrl {@code https://api.pushover.net/1/messages.json}
 * @param texts {@code title}, {@code message}, {@code url}, {@code url_title}, {@code device}, {@code sound} and
 *     {@code priority}
 * @param emergency how a message of priority 2 is repeated
 * @param markup how {@code message} is shown
 * @param http how HTTP is spoken
 * @param sendResolved whether the end is told
 */
public record PushoverIntegration(
        Secret userKey,
        Secret token,
        String apiUrl,
        Texts texts,
        Emergency emergency,
        Markup markup,
        HttpOptions http,
        boolean sendResolved)
        implements Integration {
    /** How a message is shown. */
    public enum Markup {
        NONE,
        HTML,
        MONOSPACE
    }

    /**
     * @param retry how often, at least 30 s
     * @param expire for how long, at most 3 h
     * @param ttl after which time a message of another priority goes away; zero for never
     */
    public record Emergency(Duration retry, Duration expire, Duration ttl) {
        public static final Emergency DEFAULT =
                new Emergency(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ZERO);
    }

    private Texts htmlFilled(Filling filling) {
        Map<String, String> rest = new HashMap<>(texts.byKey());
        String message = rest.remove("message");
        Map<String, String> filled = new HashMap<>(filling.texts("", rest));
        if (message != null) {
            filled.put("message", filling.html("message", message));
        }
        return new Texts(filled);
    }

    @Override
    public PushoverIntegration filled(Filling filling) {
        return new PushoverIntegration(
                userKey,
                token,
                apiUrl,
                markup == Markup.HTML ? htmlFilled(filling) : texts.filled(filling),
                emergency,
                markup,
                http,
                sendResolved);
    }

    @Override
    public String kind() {
        return "pushover";
    }

    @Override
    public boolean sharesEnds() {
        return true;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(kind(), apiUrl, token.value(), userKey.value());
    }

    @Override
    public boolean idempotent() {
        return false;
    }
}
