package com.kaldrix.monitoring.alert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.notify.TestTls;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Encryption;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Login;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Server;
import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.common.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a mail server is logged in to and trusted, beside user and password. */
class SmtpLoginTest {
    private static final String NAME = "mail.internal";
    /** The example of RFC 2195. */
    private static final String CHALLENGE = base64("<1896.697170952@postoffice.reston.mci.net>");

    private static final String ANSWER = base64("tim b913a602c7eda7a495b4e6e7334d3890");
    private static final Secret SECRET = new Secret("tanstaaftanstaaf");
    private static final Encryption NONE = new Encryption(false, null, null);

    @TempDir
    static Path folder;

    private static TestTls tls;

    @BeforeAll
    static void certify() {
        tls = TestTls.in(folder, NAME);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Outcome send(int port, Login login, Encryption encryption) {
        Server server = new Server("localhost", port, "kaldrix", login, encryption);
        return new EmailChannel()
                .send(
                        new EmailIntegration("oncall@example.com", "alerts@example.com", server, Map.of(), true),
                        Samples.of(Kind.OPENED),
                        Deadline.in(Duration.ofSeconds(5)));
    }

    private static ScriptedSmtp offering(String... ways) throws IOException {
        return new ScriptedSmtp(null)
                .on("EHLO", "250-scripted\r\n250 AUTH " + String.join(" ", ways))
                .on("AUTH CRAM-MD5", "334 " + CHALLENGE)
                .on(ANSWER, "235 welcome");
    }

    @Test
    void aChallengeIsAnsweredAndTheSecretStaysHere() throws IOException {
        try (ScriptedSmtp server = offering("CRAM-MD5", "PLAIN")) {
            assertThat(send(server.port(), new Login("tim", null, SECRET, ""), NONE))
                    .isEqualTo(Outcome.Delivered.PLAIN);
            assertThat(server.commands).contains("AUTH CRAM-MD5", ANSWER);
            assertThat(server.mails).hasSize(1);
        }
    }

    @Test
    void aWrongAnswerIsRefusedForGood() throws IOException {
        try (ScriptedSmtp server = offering("CRAM-MD5").on(ANSWER, "250 never")) {
            server.on(base64("tim " + SmtpLoginTest.wrongDigest()), "535 5.7.8 wrong");
            assertThat(send(server.port(), new Login("tim", null, new Secret("another-secret"), ""), NONE))
                    .isInstanceOf(Outcome.Rejected.class)
                    .asString()
                    .contains("535")
                    .doesNotContain("another-secret");
            assertThat(server.mails).isEmpty();
        }
    }

    private static String wrongDigest() {
        try {
            return SmtpLogin.digest(Base64.getDecoder().decode(CHALLENGE), new Secret("another-secret"));
        } catch (jakarta.mail.AuthenticationFailedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theServersOrderDecides() throws IOException {
        try (ScriptedSmtp server = offering("PLAIN", "CRAM-MD5")) {
            Login both = new Login("tim", new Secret("pass-word-1"), SECRET, "");
            assertThat(send(server.port(), both, NONE)).isEqualTo(Outcome.Delivered.PLAIN);
            assertThat(server.commands).noneMatch(command -> command.contains("CRAM-MD5"));
            assertThat(server.commands).anyMatch(command -> command.startsWith("AUTH PLAIN"));
        }
    }

    @Test
    void aSecretIsNeverSentInPlaceOfAPassword() throws IOException {
        try (ScriptedSmtp server = offering("PLAIN", "LOGIN")) {
            assertThat(send(server.port(), new Login("tim", null, SECRET, ""), NONE))
                    .isInstanceOf(Outcome.Rejected.class)
                    .asString()
                    .contains("offers no way to log in");
            assertThat(server.commands).noneMatch(command -> command.startsWith("AUTH"));
        }
    }

    @Test
    void somebodyElsesIdentityGoesWithPlain() throws IOException {
        try (ScriptedSmtp server = offering("PLAIN")) {
            Login login = new Login("tim", new Secret("pass-word-1"), null, "alerts");
            assertThat(send(server.port(), login, NONE)).isEqualTo(Outcome.Delivered.PLAIN);
            assertThat(server.commands).contains("AUTH PLAIN " + base64("alerts\0tim\0pass-word-1"));
        }
    }

    private static Tls trusting(String name) {
        return new Tls(tls.certificate(), "", null, false, name, List.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theServerIsProvenByTheNameThatTheConfigurationSays(boolean atOnce) throws IOException {
        try (ScriptedSmtp server = new ScriptedSmtp(tls.server(), atOnce)) {
            assertThat(send(server.port(), Login.NONE, new Encryption(true, atOnce, trusting(NAME))))
                    .isEqualTo(Outcome.Delivered.PLAIN);
            assertThat(send(server.port(), Login.NONE, new Encryption(true, atOnce, trusting(""))))
                    .isInstanceOf(Outcome.Unavailable.class);
            assertThat(send(server.port(), Login.NONE, new Encryption(true, atOnce, trusting("another.internal"))))
                    .isInstanceOf(Outcome.Unavailable.class);
            assertThat(send(server.port(), Login.NONE, new Encryption(true, atOnce, null)))
                    .isInstanceOf(Outcome.Unavailable.class);
            Tls anybody = new Tls("", "", null, true, "", List.of("TLSv1.2"));
            assertThat(send(server.port(), Login.NONE, new Encryption(true, atOnce, anybody)))
                    .isEqualTo(Outcome.Delivered.PLAIN);
            assertThat(server.mails).hasSize(2);
            assertThat(server.commands.stream().anyMatch(command -> command.equals("STARTTLS")))
                    .isEqualTo(!atOnce);
        }
    }

    @Test
    void thePortSaysWhetherTlsBeginsUnlessTheConfigurationDoes() {
        assertThat(new Server("m", 465, "", Login.NONE, NONE).beginsWithTls()).isTrue();
        assertThat(new Server("m", 587, "", Login.NONE, NONE).beginsWithTls()).isFalse();
        assertThat(new Server("m", 465, "", Login.NONE, new Encryption(true, false, null)).beginsWithTls())
                .isFalse();
    }
}
