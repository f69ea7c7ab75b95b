package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code email_configs} by SMTP.
 *
 * @param to recipients, comma-separated
 * @param from sender
 * @param server the mail server and how to speak to it
 * @param headers further headers, which replace ours of the same name
 * @param body texts that replace our own
 * @param sendResolved whether the end is told
 */
public record EmailIntegration(
        String to, String from, Server server, Map<String, String> headers, Body body, boolean sendResolved)
        implements Integration {

    public EmailIntegration(String to, String from, Server server, Map<String, String> headers, boolean sendResolved) {
        this(to, from, server, headers, Body.DEFAULT, sendResolved);
    }

    /**
     * Texts that replace our own; each null for ours. With one of them set the other is left out when it is null, as in
     * Alertmanager.
     *
     * @param htmlOrNull a page
     * @param textOrNull plain text
     */
    public record Body(
            @Nullable String htmlOrNull, @Nullable String textOrNull) {
        public static final Body DEFAULT = new Body(null, null);

        private Body filled(Filling filling) {
            return new Body(
                    htmlOrNull == null ? null : filling.html("html", htmlOrNull),
                    textOrNull == null ? null : filling.text("text", textOrNull));
        }
    }

    /**
     * @param host name or address of the smart host
     * @param port its port
     * @param hello what we call ourselves
     * @param username empty for no authentication
     * @param passwordOrNull null for no authentication
     * @param requireTls whether to refuse to speak without STARTTLS
     */
    public record Server(
            String host,
            int port,
            String hello,
            String username,
            @Nullable Secret passwordOrNull,
            boolean requireTls) {
        public Optional<Secret> password() {
            return Optional.ofNullable(passwordOrNull);
        }
    }

    public EmailIntegration {
        headers = Map.copyOf(headers);
    }

    @Override
    public EmailIntegration filled(Filling filling) {
        return new EmailIntegration(
                filling.text("to", to),
                filling.text("from", from),
                server,
                filling.texts("headers", headers),
                body.filled(filling),
                sendResolved);
    }

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public boolean sharesEnds() {
        return true;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(kind(), server.host(), Integer.toString(server.port()), to);
    }

    @Override
    public boolean idempotent() {
        return false;
    }
}
