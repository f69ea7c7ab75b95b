package com.kaldrix.monitoring.alert.notify.email;

import com.kaldrix.monitoring.alert.notify.Handover;
import com.kaldrix.monitoring.alert.notify.Letter;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Wording;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.common.severity.Severity;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A notification as mail: text and HTML, with headers that join the mails on one incident (RFC 5322 section 3.6.4) and
 * keep automatic repliers quiet (RFC 3834). It passes its {@link Handover} when all of it is written but the line with
 * the single dot: without that line no server takes a message.
 */
final class EmailMessage extends MimeMessage {
    private static final int SUBJECT = 200;
    private static final int HEADER = 900;
    private static final Pattern HEADER_NAME = Pattern.compile("[!-9;-~]{1,76}");
    /** RFC 5322 section 3.3. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final String UTF_8 = "UTF-8";

    private final Handover handover;
    private final String messageId;

    private EmailMessage(Session session, Handover handover, String messageId) {
        super(session);
        this.handover = handover;
        this.messageId = messageId;
    }

    /** @throws MessagingException when addresses or headers of the integration cannot be used */
    static EmailMessage of(Session session, EmailIntegration integration, Notification notification, Handover handover)
            throws MessagingException {
        return of(session, integration, new Content(notification, List.of()), handover);
    }

    /**
     * What it says.
     *
     * @param notification all of it
     * @param answers addresses by which its reader can answer
     */
    record Content(Notification notification, List<Wording.Link> answers) {}

    /** @throws MessagingException when addresses or headers of the integration cannot be used */
    static EmailMessage of(Session session, EmailIntegration integration, Content content, Handover handover)
            throws MessagingException {
        Notification notification = content.notification();
        InternetAddress from = new InternetAddress(integration.from(), true);
        InternetAddress[] to = InternetAddress.parse(integration.to(), true);
        if (to.length == 0) {
            throw new MessagingException("no recipient");
        }
        String domain = domain(from);
        EmailMessage message = new EmailMessage(session, handover, "<" + notification.delivery() + "@" + domain + ">");
        message.setFrom(from);
        message.setRecipients(RecipientType.TO, to);
        message.setHeader("Subject", SubjectText.encoded(PlainText.line(Wording.headline(notification), SUBJECT)));
        message.setHeader("Date", DATE.format(notification.at()));
        String day = integration.body().threadEachDay() ? "-" + DAY.format(notification.at()) : "";
        String thread = "<incident-" + notification.incident().id() + day + "@" + domain + ">";
        message.setHeader("In-Reply-To", thread);
        message.setHeader("References", thread);
        message.setHeader("X-Kaldrix-Incident", notification.incident().id().toString());
        message.setHeader("X-Kaldrix-Delivery", notification.delivery().toString());
        message.setHeader("Auto-Submitted", "auto-generated");
        if (!notification.kind().over() && notification.incident().severity().compareTo(Severity.P1) <= 0) {
            message.setHeader("Importance", "high");
        }
        for (Map.Entry<String, String> header : integration.headers().entrySet()) {
            message.replace(header.getKey(), header.getValue());
        }
        message.setContent(body(content, integration.body()));
        message.saveChanges();
        return message;
    }

    /** What of the message makes it what it is cannot be replaced. */
    private void replace(String name, String value) throws MessagingException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!HEADER_NAME.matcher(name).matches()
                || lower.startsWith("content-")
                || lower.equals("mime-version")
                || lower.equals("message-id")) {
            throw new MessagingException("the header " + PlainText.line(name, 80) + " cannot be set");
        }
        // What operators write may be an address, or encoded already; ASCII of theirs stays as it is.
        String clean = PlainText.line(value, HEADER);
        try {
            setHeader(name, MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(clean, UTF_8, null)));
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("no UTF-8", e);
        }
    }

    private static String domain(InternetAddress from) {
        String address = from.getAddress();
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return domain.matches("[A-Za-z0-9.-]{1,200}") ? domain : "kaldrix.invalid";
    }

    private static MimeMultipart body(Content content, EmailIntegration.Body wanted) throws MessagingException {
        Notification notification = content.notification();
        String ownHtml = wanted.htmlOrNull() == null ? "" : wanted.htmlOrNull();
        String ownText = wanted.textOrNull() == null ? "" : wanted.textOrNull();
        boolean own = !ownHtml.isBlank() || !ownText.isBlank();
        MimeMultipart parts = new MimeMultipart("alternative");
        if (!own || !ownText.isBlank()) {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(
                    own ? notes(notification) + clean(ownText) : Letter.of(notification, content.answers()), UTF_8);
            parts.addBodyPart(text);
        }
        if (!own || !ownHtml.isBlank()) {
            MimeBodyPart html = new MimeBodyPart();
            html.setText(
                    own
                            ? EmailHtml.notes(notification) + clean(ownHtml)
                            : EmailHtml.of(notification, content.answers()),
                    UTF_8,
                    "html");
            parts.addBodyPart(html);
        }
        return parts;
    }

    private static String notes(Notification notification) {
        return String.join(
                "",
                Wording.notes(notification).stream()
                        .map(note -> "! " + note + "\n")
                        .toList());
    }

    /** A character that no text may hold would keep the mail from being taken. */
    private static String clean(String text) {
        return text.replace("\u0000", "");
    }

    /** Stays the same at each attempt, so that a mail system can drop the second of two. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        super.writeTo(out, ignored);
        if (!handover.begin()) {
            throw new IOException("called off");
        }
    }
}
