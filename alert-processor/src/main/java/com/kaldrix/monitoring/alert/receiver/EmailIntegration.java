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
 * @param sendResolved whether the end is told
 */
public record EmailIntegration(String to, String from, Server server, Map<String, String> headers, boolean sendResolved)
        implements Integration {

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
