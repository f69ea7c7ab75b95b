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
     * @param threadEachDay whether the mails on an incident are joined by days, and not all of them
     */
    public record Body(
            @Nullable String htmlOrNull, @Nullable String textOrNull, boolean threadEachDay) {
        public static final Body DEFAULT = new Body(null, null);

        public Body(@Nullable String htmlOrNull, @Nullable String textOrNull) {
            this(htmlOrNull, textOrNull, false);
        }

        private Body filled(Filling filling) {
            return new Body(
                    htmlOrNull == null ? null : filling.html("html", htmlOrNull),
                    textOrNull == null ? null : filling.text("text", textOrNull),
                    threadEachDay);
        }
    }

    /**
     * @param host name or address of the smart host
     * @param port its port
     * @param hello what we call ourselves
     * @param login what proves who we are
     * @param encryption how it is spoken to in secret
     */
    public record Server(String host, int port, String hello, Login login, Encryption encryption) {
        private static final int SMTPS_PORT = 465;

        public Server(
                String host,
                int port,
                String hello,
                String username,
                @Nullable Secret passwordOrNull,
                boolean requireTls) {
            this(
                    host,
                    port,
                    hello,
                    new Login(username, passwordOrNull, null, ""),
                    new Encryption(requireTls, null, null));
        }

        public String username() {
            return login.username();
        }

        public Optional<Secret> password() {
            return Optional.ofNullable(login.passwordOrNull());
        }

        /** Whether TLS is spoken from the first byte on. */
        public boolean beginsWithTls() {
            Boolean said = encryption.atOnceOrNull();
            return said == null ? port == SMTPS_PORT : said;
        }
    }

    /**
     * What proves to a mail server who we are, by the first way of its list that something here is for.
     *
     * @param username empty for no authentication
     * @param passwordOrNull for PLAIN (RFC 4616) and LOGIN; null for none
     * @param challengeSecretOrNull for CRAM-MD5 (RFC 2195); null for none
     * @param identity on whose behalf, for PLAIN; empty for the user's own
     */
    public record Login(
            String username,
            @Nullable Secret passwordOrNull,
            @Nullable Secret challengeSecretOrNull,
            String identity) {
        public static final Login NONE = new Login("", null, null, "");
    }

    /**
     * How a mail server is spoken to in secret.
     *
     * @param required whether to refuse to speak without TLS
     * @param atOnceOrNull whether TLS is spoken from the first byte on, and not by STARTTLS; null for what the port says
     * @param tlsOrNull how it is trusted; null for the platform's own way
     */
    public record Encryption(
            boolean required,
            @Nullable Boolean atOnceOrNull,
            @Nullable Tls tlsOrNull) {}

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
