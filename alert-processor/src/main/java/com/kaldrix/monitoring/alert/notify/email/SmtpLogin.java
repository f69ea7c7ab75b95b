package com.kaldrix.monitoring.alert.notify.email;

import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Login;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Server;
import com.kaldrix.monitoring.common.secret.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Connects to a mail server and proves who we are by the first way of the server's list that there is something for: PLAIN
 * and LOGIN with the password, CRAM-MD5 (RFC 2195) with the secret, which never goes over the wire. The mail library knows
 * only the former two.
 */
final class SmtpLogin {
    private static final String CHALLENGE = "CRAM-MD5";
    private static final List<String> BY_PASSWORD = List.of("PLAIN", "LOGIN");
    private static final int GO_ON = 334;
    private static final int WELCOME = 235;

    private SmtpLogin() {}

    static void connect(SMTPTransport transport, Server server) throws MessagingException {
        Login login = server.login();
        Secret secret = login.challengeSecretOrNull();
        if (secret == null || login.username().isEmpty()) {
            withPassword(transport, server);
            return;
        }
        transport.connect(server.host(), server.port(), null, null);
        Optional<List<String>> offered = offered(transport);
        if (offered.isEmpty()) {
            return;
        }
        Optional<String> way = offered.get().stream()
                .filter(name -> name.equals(CHALLENGE) || login.passwordOrNull() != null && BY_PASSWORD.contains(name))
                .findFirst();
        if (way.isEmpty()) {
            throw new AuthenticationFailedException(
                    "the mail server offers no way to log in that something is set for: "
                            + String.join(" ", offered.get()));
        }
        if (way.get().equals(CHALLENGE)) {
            answer(transport, login.username(), secret);
        } else {
            transport.close();
            withPassword(transport, server);
        }
    }

    private static void withPassword(SMTPTransport transport, Server server) throws MessagingException {
        transport.connect(
                server.host(),
                server.port(),
                server.username().isEmpty() ? null : server.username(),
                server.password().map(Secret::value).orElse(null));
    }

    /** The ways to log in in the server's order; empty when nobody logs in there. */
    private static Optional<List<String>> offered(SMTPTransport transport) {
        return transport.supportsExtension("AUTH")
                ? Optional.of(List.of(transport
                        .getExtensionParameter("AUTH")
                        .strip()
                        .toUpperCase(Locale.ROOT)
                        .split("\\s+")))
                : Optional.empty();
    }

    private static void answer(SMTPTransport transport, String username, Secret secret) throws MessagingException {
        if (transport.simpleCommand("AUTH " + CHALLENGE) != GO_ON) {
            throw new AuthenticationFailedException(transport.getLastServerResponse());
        }
        String challenge = transport.getLastServerResponse().strip().replaceFirst("^334[ -]?", "");
        String reply;
        try {
            reply = username + " " + digest(Base64.getDecoder().decode(challenge), secret);
        } catch (IllegalArgumentException e) {
            throw new AuthenticationFailedException("the mail server's challenge is no Base64", e);
        }
        String encoded = Base64.getEncoder().encodeToString(reply.getBytes(StandardCharsets.UTF_8));
        if (transport.simpleCommand(encoded) != WELCOME) {
            throw new AuthenticationFailedException(transport.getLastServerResponse());
        }
    }

    static String digest(byte[] challenge, Secret secret) throws AuthenticationFailedException {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(challenge));
        } catch (GeneralSecurityException e) {
            throw new AuthenticationFailedException("this platform has no HMAC with MD5", e);
        }
    }
}
