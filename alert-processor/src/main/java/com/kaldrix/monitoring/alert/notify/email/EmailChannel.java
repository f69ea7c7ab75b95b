package com.kaldrix.monitoring.alert.notify.email;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Handover;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Wording;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Server;
import com.kaldrix.monitoring.alert.receiver.Tls;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one mail to all recipients. A recipient that the server refuses for good (5xx) does not keep the mail from the
 * others; while one is refused for now (4xx) nobody gets it, because a second attempt would double it for the others.
 */
final class EmailChannel implements Channel<EmailIntegration> {
    private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 3000;

    private final SSLSocketFactory tls;
    private final Map<Tls, SSLContext> contexts = new ConcurrentHashMap<>();
    private final Answers answers;
    private final Api api;

    /** A way without SMTP. */
    @FunctionalInterface
    interface Api {
        Api NONE = (server, mail, recipients, deadline) -> new Outcome.Rejected("mails are sent by SMTP alone here");

        /** As {@link SesMail#send}. */
        Outcome send(Server server, byte[] mail, List<String> recipients, Deadline deadline);
    }

    /** By which addresses the reader of a mail can answer. */
    @FunctionalInterface
    interface Answers {
        Answers NONE = (notification, reader) -> Optional.empty();

        /** @param reader who reads it */
        Optional<Wording.Link> of(Notification notification, String reader);
    }

    EmailChannel() {
        this((SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    EmailChannel(SSLSocketFactory tls) {
        this(tls, Answers.NONE, Api.NONE);
    }

    EmailChannel(Answers answers, Api api) {
        this((SSLSocketFactory) SSLSocketFactory.getDefault(), answers, api);
    }

    private EmailChannel(SSLSocketFactory tls, Answers answers, Api api) {
        this.tls = tls;
        this.answers = answers;
        this.api = api;
    }

    /** One recipient is known by the address, several only as the receiver that they are. */
    private static String reader(EmailIntegration integration, Notification notification) {
        boolean one = integration.to().matches("[^\\s,<>\"]+@[^\\s,<>\"]+");
        return one ? integration.to() : PlainText.line(notification.receiver(), 100);
    }

    @Override
    public Class<EmailIntegration> serves() {
        return EmailIntegration.class;
    }

    @Override
    public Outcome send(EmailIntegration integration, Notification notification, String earlier) {
        return send(integration, notification, Deadline.ofAttempt());
    }

    Outcome send(EmailIntegration integration, Notification notification, Deadline deadline) {
        Handover handover = new Handover();
        Session session;
        EmailMessage message;
        try {
            session = Session.getInstance(properties(integration.server(), deadline));
            List<Wording.Link> links = answers.of(notification, reader(integration, notification)).stream()
                    .toList();
            message = EmailMessage.of(session, integration, new EmailMessage.Content(notification, links), handover);
        } catch (GeneralSecurityException e) {
            return new Outcome.Rejected("what tls_config says cannot be used");
        } catch (MessagingException e) {
            return new Outcome.Rejected("the configuration of the mail cannot be used, look at from, to and headers: "
                    + new SmtpFailure(e).words());
        }
        if (SesMail.region(integration.server()).isPresent()) {
            return byApi(integration.server(), message, deadline);
        }
        try {
            deadline.await(() -> transmit(session, integration.server(), message));
            return Outcome.Delivered.PLAIN;
        } catch (ExecutionException e) {
            return new SmtpFailure(e.getCause() == null ? e : e.getCause()).outcome(handover);
        } catch (TimeoutException e) {
            return given(handover, "no answer from the mail server in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return given(handover, "stopped before the mail server answered");
        }
    }

    private Outcome byApi(Server server, EmailMessage message, Deadline deadline) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        try {
            message.writeTo(mail);
            List<String> recipients = Arrays.stream(message.getAllRecipients())
                    .map(address -> ((InternetAddress) address).getAddress())
                    .toList();
            return api.send(server, mail.toByteArray(), recipients, deadline);
        } catch (IOException | MessagingException e) {
            return new Outcome.Rejected("the mail cannot be put together: " + new SmtpFailure(e).words());
        }
    }

    private static Outcome given(Handover handover, String reason) {
        return handover.callOff() ? new Outcome.Unavailable(reason) : new Outcome.Unknown(reason);
    }

    private static Void transmit(Session session, Server server, EmailMessage message) throws MessagingException {
        SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
        try {
            SmtpLogin.connect(transport, server);
            Address[] recipients = message.getAllRecipients();
            try {
                transport.sendMessage(message, recipients);
            } catch (MessagingException e) {
                Address[] others = new SmtpFailure(e).acceptable().orElseThrow(() -> e);
                transport.sendMessage(message, others);
                LOG.atWarn()
                        .addKeyValue("recipients", recipients.length)
                        .addKeyValue("refused", recipients.length - others.length)
                        .log("The mail server refuses some recipients for good; the others have their mail");
            }
            return null;
        } finally {
            close(transport);
        }
    }

    /** Whether the server says goodbye has no bearing on the mail. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("closing the connection to the mail server", e);
        }
    }

    private SSLSocketFactory tls(Server server) throws GeneralSecurityException {
        Tls wanted = server.encryption().tlsOrNull();
        if (wanted == null) {
            return tls;
        }
        SSLContext known = contexts.get(wanted);
        SSLContext context = known == null ? wanted.context() : known;
        contexts.putIfAbsent(wanted, context);
        return context.getSocketFactory();
    }

    private Properties properties(Server server, Deadline deadline) throws GeneralSecurityException {
        String left = Long.toString(Math.max(1, deadline.left().toMillis()));
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", Integer.toString(CONNECT_TIMEOUT_MILLIS));
        properties.put("mail.smtp.timeout", left);
        properties.put("mail.smtp.writetimeout", left);
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.sendpartial", "false");
        properties.put("mail.smtp.allow8bitmime", "false");
        // With a secret for a challenge the library only connects; the way to log in is chosen afterwards.
        boolean byPassword = !server.username().isEmpty() && server.login().challengeSecretOrNull() == null;
        properties.put("mail.smtp.auth", Boolean.toString(byPassword));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.beginsWithTls()));
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put(
                "mail.smtp.starttls.required",
                Boolean.toString(server.encryption().required()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", tls(server));
        if (!server.login().identity().isEmpty()) {
            properties.put("mail.smtp.sasl.authorizationid", server.login().identity());
        }
        if (!server.hello().isBlank()) {
            properties.put("mail.smtp.localhost", server.hello());
        }
        return properties;
    }
}
