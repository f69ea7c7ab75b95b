package com.kaldrix.monitoring.alert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.notify.TestTls;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Server;
import com.kaldrix.monitoring.common.secret.Secret;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailChannelTest {
    private static final GreenMail MAIL = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    @TempDir
    static Path folder;

    private static TestTls tls;

    private ScriptedSmtp scripted;

    @BeforeAll
    static void startMail() {
        tls = TestTls.in(folder);
        MAIL.start();
        MAIL.setUser("pager@example.com", "pager", "pass-word-1");
    }

    @AfterAll
    static void stopMail() {
        MAIL.stop();
    }

    @BeforeEach
    void start() throws Exception {
        scripted = new ScriptedSmtp(null);
        MAIL.purgeEmailFromAllMailboxes();
    }

    @AfterEach
    void stop() throws IOException {
        scripted.close();
    }

    private static Server server(int port) {
        return new Server("localhost", port, "kaldrix.example.com", "", null, false);
    }

    private static EmailIntegration integration(Server server, String to, Map<String, String> headers) {
        return new EmailIntegration(to, "KALDRIX <alerts@kaldrix.example.com>", server, headers, true);
    }

    private static Outcome send(Server server, String to, Kind kind) {
        return new EmailChannel().send(integration(server, to, Map.of()), Samples.of(kind), "");
    }

    /** To the scripted server, with less patience than in earnest. */
    private Outcome sendScripted(String to) {
        return new EmailChannel()
                .send(
                        integration(server(scripted.port()), to, Map.of()),
                        Samples.of(Kind.OPENED),
                        Deadline.in(Duration.ofMillis(1500)));
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(index);
        return (String) part.getContent();
    }

    @Test
    void aMailSaysItInTextAndHtml() throws Exception {
        Outcome outcome =
                send(server(MAIL.getSmtp().getPort()), "oncall@example.com, lead@example.com", Kind.ESCALATED);
        assertThat(outcome).isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(MAIL.getReceivedMessages()).hasSize(2);
        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject())
                .isEqualTo("[P0] ESCALATED to Leadership team: HighErrorRate (eu-west-1, gateway)");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(part(mail, 0))
                .contains("! PagerDuty cannot be reached")
                .contains("Error rate of gateway-0 is 12 % (limit 5 %)")
                .contains("https://kaldrix.example.com/incidents/" + Samples.INCIDENT);
        assertThat(part(mail, 1))
                .contains("<h1")
                .contains("Users see HTTP 500 &amp; time-outs.")
                .contains("from=page&amp;for=gateway")
                .doesNotContain("<script", "<img", "@import", "url(");
        assertThat(mail.getAllRecipients()).hasSize(2);
    }

    @Test
    void headersThreadTheMailsOfAnIncidentAndKeepRepliersQuiet() throws Exception {
        send(server(MAIL.getSmtp().getPort()), "oncall@example.com", Kind.OPENED);
        MimeMessage mail = MAIL.getReceivedMessages()[0];
        String thread = "<incident-" + Samples.INCIDENT + "@kaldrix.example.com>";
        assertThat(mail.getMessageID()).isEqualTo("<" + Samples.DELIVERY + "@kaldrix.example.com>");
        assertThat(mail.getHeader("In-Reply-To")).containsExactly(thread);
        assertThat(mail.getHeader("References")).containsExactly(thread);
        assertThat(mail.getHeader("X-Kaldrix-Incident")).containsExactly(Samples.INCIDENT.toString());
        assertThat(mail.getHeader("X-Kaldrix-Delivery")).containsExactly(Samples.DELIVERY.toString());
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Importance")).containsExactly("high");
        assertThat(mail.getHeader("Date")).containsExactly("Sun, 1 Mar 2026 03:42:45 +0000");
    }

    @Test
    void theOperatorsHeadersReplaceOursButNotWhatMakesTheMail() throws Exception {
        EmailIntegration own = integration(
                server(MAIL.getSmtp().getPort()),
                "oncall@example.com",
                Map.of("Subject", "Pager\r\nBcc: x@example.com – ü", "X-Team", "core"));
        assertThat(new EmailChannel().send(own, Samples.of(Kind.OPENED), "")).isEqualTo(Outcome.Delivered.PLAIN);
        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Pager Bcc: x@example.com – ü");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("X-Team")).containsExactly("core");
        for (String name : new String[] {"Content-Type", "Message-ID", "Bad Name", "X:\r\nY"}) {
            EmailIntegration wrong =
                    integration(server(MAIL.getSmtp().getPort()), "oncall@example.com", Map.of(name, "x"));
            assertThat(new EmailChannel().send(wrong, Samples.of(Kind.OPENED), ""))
                    .isInstanceOf(Outcome.Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "not an address", "a@example.com, b c@example.com"})
    void recipientsThatAreNoneAreRejected(String to) {
        assertThat(send(server(MAIL.getSmtp().getPort()), to, Kind.OPENED)).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void authenticates() {
        Server right = new Server("localhost", MAIL.getSmtp().getPort(), "", "pager", new Secret("pass-word-1"), false);
        assertThat(send(right, "oncall@example.com", Kind.OPENED)).isEqualTo(Outcome.Delivered.PLAIN);
        Server wrong =
                new Server("localhost", MAIL.getSmtp().getPort(), "", "pager", new Secret("guess-word-2"), false);
        Outcome refused = send(wrong, "oncall@example.com", Kind.OPENED);
        assertThat(refused).isInstanceOf(Outcome.Rejected.class);
        assertThat(refused.toString()).contains("535").doesNotContain("guess-word-2");
    }

    @Test
    void speaksTlsByStarttls() throws Exception {
        try (ScriptedSmtp secure = new ScriptedSmtp(tls.server())) {
            Server required =
                    new Server("localhost", secure.port(), "kaldrix", "pager", new Secret("pass-word-1"), true);
            EmailChannel channel = new EmailChannel(tls.client().getSocketFactory());
            assertThat(channel.send(integration(required, "oncall@example.com", Map.of()), Samples.of(Kind.OPENED), ""))
                    .isEqualTo(Outcome.Delivered.PLAIN);
            assertThat(secure.mails).hasSize(1);
            assertThat(secure.commands.indexOf("STARTTLS"))
                    .isBetween(
                            0,
                            secure.commands.indexOf(secure.commands.stream()
                                    .filter(command -> command.startsWith("AUTH"))
                                    .findFirst()
                                    .orElseThrow()));
        }
    }

    @Test
    void aCertificateThatIsNotTrustedGetsNoMail() throws Exception {
        try (ScriptedSmtp secure = new ScriptedSmtp(tls.server())) {
            Server required = new Server("localhost", secure.port(), "kaldrix", "", null, true);
            EmailChannel channel = new EmailChannel((SSLSocketFactory) SSLSocketFactory.getDefault());
            Outcome outcome =
                    channel.send(integration(required, "oncall@example.com", Map.of()), Samples.of(Kind.OPENED), "");
            assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
            assertThat(outcome.toString()).contains("TLS");
            assertThat(secure.mails).isEmpty();
        }
    }

    @Test
    void withoutStarttlsNothingIsSentWhereItIsRequired() {
        Server required = new Server("localhost", scripted.port(), "kaldrix", "", null, true);
        assertThat(send(required, "oncall@example.com", Kind.OPENED))
                .isEqualTo(new Outcome.Rejected("the mail server offers no STARTTLS, which is required"));
        assertThat(scripted.commands).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void refusedConnectionIsUnavailable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(send(server(free), "oncall@example.com", Kind.OPENED))
                .isEqualTo(new Outcome.Unavailable("the mail server refuses connections"));
        Server unknown = new Server("no-such-host.invalid", 25, "", "", null, false);
        assertThat(send(unknown, "oncall@example.com", Kind.OPENED))
                .isEqualTo(new Outcome.Unavailable("the mail server's name is not known"));
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421 busy, Unavailable",
        "GREETING, 554 not now, Unavailable",
        "GREETING, HANG_UP, Unavailable",
        "GREETING, SILENCE, Unavailable",
        "EHLO, SILENCE, Unavailable",
        "MAIL, 451 later, Unavailable",
        "MAIL, 550 not you, Rejected",
        "MAIL, HANG_UP, Unavailable",
        "RCPT, 450 greylisted, Unavailable",
        "RCPT, 550 no such user, Rejected",
        "RCPT, SILENCE, Unavailable",
        "DATA, 451 no space, Unavailable",
        "DATA, 554 no, Rejected",
        "DATA, HANG_UP, Unavailable",
        "DATA, SILENCE, Unavailable",
        "END, 250 fine, Delivered",
        "END, 451 try again, Unavailable",
        "END, 554 spam, Rejected",
        "END, HANG_UP, Unknown",
        "END, SILENCE, Unknown",
        "QUIT, HANG_UP, Delivered",
        "QUIT, 500 what, Delivered"
    })
    void theServersAnswerMeans(String step, String answer, String outcome) {
        scripted.on(step, answer);
        long start = System.nanoTime();
        assertThat(sendScripted("oncall@example.com").getClass().getSimpleName())
                .isEqualTo(outcome);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void noReasonQuotesAnAddress() {
        scripted.on("RCPT", "550 5.1.1 <oncall@example.com>: user unknown, ask postmaster@example.com");
        assertThat(sendScripted("oncall@example.com"))
                .isEqualTo(new Outcome.Rejected(
                        "the mail server answered 550: 5.1.1 <address>: user unknown, ask <address>"));
    }

    @Test
    void aRecipientWhoIsRefusedForGoodDoesNotKeepTheMailFromTheOthers() {
        scripted.on("RCPT TO:<gone@example.com>", "550 no such user");
        assertThat(sendScripted("oncall@example.com, gone@example.com, lead@example.com"))
                .isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(scripted.mails).hasSize(1);
        List<String> commands = List.copyOf(scripted.commands); // QUIT may still be on its way
        assertThat(Arrays.asList("RCPT TO:<oncall@example.com>", "RCPT TO:<lead@example.com>", "DATA"))
                .isSubsetOf(commands.subList(commands.lastIndexOf("RSET"), commands.size()));
    }

    @Test
    void whileARecipientIsRefusedForNowNobodyGetsItTwice() {
        scripted.on("RCPT TO:<grey@example.com>", "450 greylisted").on("RCPT TO:<gone@example.com>", "550 gone");
        assertThat(sendScripted("oncall@example.com, grey@example.com, gone@example.com"))
                .isInstanceOf(Outcome.Unavailable.class);
        assertThat(scripted.mails).isEmpty();
    }

    @Test
    void everyRecipientRefusedForGoodIsARejection() {
        scripted.on("RCPT", "550 no such user");
        assertThat(sendScripted("a@example.com, b@example.com")).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void anInterruptedSenderStaysInterruptedAndSendsNothing() {
        Thread.currentThread().interrupt();
        Outcome outcome = sendScripted("oncall@example.com");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        assertThat(scripted.mails).isEmpty();
    }

    @Test
    void theSecondAttemptIsTheSameMail() throws Exception {
        Notification notification = Samples.of(Kind.CHANGED);
        EmailIntegration integration = integration(server(MAIL.getSmtp().getPort()), "oncall@example.com", Map.of());
        new EmailChannel().send(integration, notification, "");
        new EmailChannel().send(integration, notification, "");
        MimeMessage[] mails = MAIL.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getMessageID()).isEqualTo(mails[1].getMessageID());
        assertThat(part(mails[0], 1)).isEqualTo(part(mails[1], 1));
    }
}
