package com.kaldrix.monitoring.local.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SmtpSinkTest {
    private Sinks sinks;

    @BeforeEach
    void start() throws IOException {
        sinks = Sinks.start(0, 0);
    }

    @AfterEach
    void stop() throws IOException {
        sinks.close();
    }

    @Test
    void aMailIsTakenApart() throws Exception {
        Transport.send(mail(session(false), "delivery-1"));

        Receipt receipt = sinks.receipts(SinkName.SMTP).getFirst();
        assertThat(receipt.verdict()).isEqualTo(new Verdict.Accepted(true));
        assertThat(receipt.path()).isEqualTo("oncall@example.com");
        assertThat(receipt.arrival().key()).isEqualTo("delivery-1");
        JsonNode body = receipt.body();
        assertThat(body.path("subject").asString()).isEqualTo("P0: Zürich is down");
        assertThat(body.path("from").asString()).contains("alerts@kaldrix.example");
        assertThat(body.path("to").asString()).contains("oncall@example.com");
        assertThat(body.path("text").asString()).contains("plain body");
        assertThat(body.path("html").asString()).contains("<b>rich body</b>");
        assertThat(body.at("/headers/x-kaldrix-delivery").asString()).isEqualTo("delivery-1");
        assertThat(body.at("/envelope/to/0").asString()).isEqualTo("oncall@example.com");
    }

    @Test
    void credentialsAreTakenButNotRecorded() throws Exception {
        Transport.send(mail(session(true), "delivery-1"));

        assertThat(sinks.receipts(SinkName.SMTP))
                .singleElement()
                .satisfies(receipt ->
                        assertThat(SinkJson.receipt(receipt).toString()).doesNotContain("s3cret"));
    }

    @Test
    void theSameDeliveryAgainIsADuplicate() throws Exception {
        Transport.send(mail(session(false), "delivery-1"));
        Transport.send(mail(session(false), "delivery-1"));
        Transport.send(mail(session(false), "delivery-2"));

        assertThat(sinks.receipts(SinkName.SMTP)).extracting(Receipt::duplicate).containsExactly(false, true, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {451, 452, 554})
    void answersWithTheReplyCodeItWasToldAndRecovers(int status) throws Exception {
        sinks.misbehave(SinkName.SMTP, Behaviour.status(status).times(1));

        assertThatThrownBy(() -> Transport.send(mail(session(false), "delivery-1")))
                .isInstanceOfSatisfying(
                        SMTPSendFailedException.class,
                        failure -> assertThat(failure.getReturnCode()).isEqualTo(status));
        Transport.send(mail(session(false), "delivery-1"));

        assertThat(sinks.receipts(SinkName.SMTP))
                .extracting(Receipt::verdict)
                .containsExactly(new Verdict.Misbehaved("status " + status), new Verdict.Accepted(true));
        assertThat(sinks.receipts(SinkName.SMTP).getLast().duplicate()).isFalse();
    }

    @Test
    void after421TheConnectionIsClosed() throws Exception {
        sinks.misbehave(SinkName.SMTP, Behaviour.status(421).times(1));
        try (Socket socket = new Socket("127.0.0.1", sinks.smtpPort())) {
            socket.setSoTimeout(5000);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String commands = "HELO me\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n";
            for (String command : commands.split("(?<=\n)")) {
                assertThat(in.readLine()).matches("[23]\\d\\d .*");
                socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(in.readLine()).startsWith("354");
            socket.getOutputStream().write("Subject: x\r\n\r\nx\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("421 4.3.0");
            assertThat(in.readLine()).isNull();
        }
        assertThat(sinks.counts(SinkName.SMTP)).isEqualTo(new Counts(1, 0, 0, 0, 1));
    }

    @Test
    void aResetTakesNothingWhileAcceptThenResetDoes() throws Exception {
        sinks.misbehave(SinkName.SMTP, Behaviour.reset().times(1));
        assertThatThrownBy(() -> Transport.send(mail(session(false), "delivery-1")))
                .isInstanceOf(MessagingException.class);
        sinks.misbehave(SinkName.SMTP, Behaviour.acceptThenReset().times(1));
        assertThatThrownBy(() -> Transport.send(mail(session(false), "delivery-1")))
                .isInstanceOf(MessagingException.class);
        Transport.send(mail(session(false), "delivery-1"));

        assertThat(sinks.receipts(SinkName.SMTP))
                .extracting(Receipt::verdict)
                .containsExactly(
                        new Verdict.Misbehaved("reset"), new Verdict.Accepted(false), new Verdict.Accepted(true));
        assertThat(sinks.receipts(SinkName.SMTP)).extracting(Receipt::duplicate).containsExactly(false, false, true);
    }

    @Test
    void aDelayHoldsTheAnswerBack() throws Exception {
        sinks.misbehave(SinkName.SMTP, Behaviour.slow(Duration.ofMillis(400)).onPath("oncall@"));
        long before = System.nanoTime();
        Transport.send(mail(session(false), "delivery-1"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void theHtmlPartIsShownShutIn() throws Exception {
        Transport.send(mail(session(false), "delivery-1"));
        try (SinkClient client = new SinkClient(sinks.url())) {
            long sequence = sinks.receipts(SinkName.SMTP).getFirst().sequence();
            var response = client.send("GET", "/sinks/smtp/html/" + sequence, "");
            assertThat(response.body()).contains("<b>rich body</b>");
            assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
                    .startsWith("sandbox; default-src 'none'");
            assertThat(client.send("GET", "/sinks/smtp/html/99", "").statusCode())
                    .isEqualTo(404);
        }
    }

    private Session session(boolean authenticated) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(sinks.smtpPort()));
        properties.setProperty("mail.smtp.timeout", "10000");
        properties.setProperty("mail.smtp.auth", Boolean.toString(authenticated));
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("kaldrix", "s3cret");
            }
        });
    }

    private static MimeMessage mail(Session session, String delivery) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("alerts@kaldrix.example"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("oncall@example.com"));
        message.setSubject("P0: Zürich is down", "UTF-8");
        message.setHeader("X-Kaldrix-Delivery", delivery);
        MimeBodyPart text = new MimeBodyPart();
        text.setText("plain body", "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setContent("<p><b>rich body</b></p>", "text/html; charset=UTF-8");
        message.setContent(new MimeMultipart("alternative", text, html));
        return message;
    }
}
