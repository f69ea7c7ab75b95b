package com.kaldrix.monitoring.local.sink;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A mail taken apart: what a person sees of it, and its headers. */
final class Mail {
    private final String envelopeFrom;
    private final List<String> recipients;
    private final Map<String, String> headers = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private @Nullable String subject;

    private Mail(String envelopeFrom, List<String> recipients) {
        this.envelopeFrom = envelopeFrom;
        this.recipients = List.copyOf(recipients);
    }

    /**
     * Parses a mail.
     *
     * @throws MessagingException when it is no MIME message
     */
    static Mail parse(String envelopeFrom, List<String> recipients, byte[] raw) throws MessagingException, IOException {
        Mail mail = new Mail(envelopeFrom, recipients);
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
        mail.subject = message.getSubject();
        for (Header header : Collections.list(message.getAllHeaders())) {
            String value = jakarta.mail.internet.MimeUtility.unfold(header.getValue());
            mail.headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
        }
        mail.collect(message);
        return mail;
    }

    private void collect(Part part) throws MessagingException, IOException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return;
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                collect(inner);
            }
        } else if (part.isMimeType("text/html")) {
            html.append(part.getContent());
        } else if (part.isMimeType("text/*")) {
            text.append(part.getContent());
        }
    }

    /** The sender's idempotency key: our own header, else the message's id; null when there is neither. */
    @Nullable
    String key() {
        String delivery = headers.get("x-kaldrix-delivery");
        return delivery == null ? headers.get("message-id") : delivery;
    }

    Map<String, String> keptHeaders() {
        Map<String, String> kept = new TreeMap<>(headers);
        kept.keySet().removeIf(name -> !KeptHeaders.keeps(name));
        return kept;
    }

    ObjectNode toJson() {
        ObjectNode json = SinkJson.MAPPER
                .createObjectNode()
                .put("subject", subject)
                .put("from", headers.getOrDefault("from", envelopeFrom))
                .put("to", headers.getOrDefault("to", String.join(", ", recipients)))
                .put("text", text.isEmpty() ? null : text.toString())
                .put("html", html.isEmpty() ? null : html.toString());
        ObjectNode envelope = json.putObject("envelope").put("from", envelopeFrom);
        var to = envelope.putArray("to");
        recipients.forEach(to::add);
        ObjectNode all = json.putObject("headers");
        headers.forEach(all::put);
        return json;
    }
}
