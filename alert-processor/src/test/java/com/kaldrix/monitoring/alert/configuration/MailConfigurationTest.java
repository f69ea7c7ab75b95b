package com.kaldrix.monitoring.alert.configuration;

import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.alertmanager;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Encryption;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Login;
import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.common.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code email_configs} and {@code global} say how mail servers are logged in to and trusted. */
class MailConfigurationTest {
    private static String file(String global, String mail) {
        return "global: {" + global
                + "}\nroute: {receiver: team}\nreceivers:\n  - name: team\n    email_configs: [{to: a@b,"
                + " from: c@d, smarthost: 'm:25'" + mail + "}]\n";
    }

    private static EmailIntegration mail(String global, String mail) {
        return (EmailIntegration) alertmanager(file(global, mail))
                .receivers()
                .getFirst()
                .integrations()
                .getFirst();
    }

    @Test
    void aMailServerIsLoggedInToByChallengeOrForSomebodyElse() {
        assertThat(mail("", ", auth_username: u, auth_secret: hidden-1, auth_identity: i")
                        .server()
                        .login())
                .isEqualTo(new Login("u", null, new Secret("hidden-1"), "i"));
        String global = "smtp_auth_username: u, smtp_auth_secret: hidden-1, smtp_auth_identity: i";
        assertThat(mail(global, "").server().login()).isEqualTo(new Login("u", null, new Secret("hidden-1"), "i"));
        assertThat(mail(global, ", auth_identity: j, auth_password: hidden-2")
                        .server()
                        .login())
                .isEqualTo(new Login("u", new Secret("hidden-2"), new Secret("hidden-1"), "j"));
        assertThat(alertmanager(file(global, ", auth_password: hidden-2")).masked())
                .doesNotContain("hidden");
        assertThat(mail("", ", auth_secret: hidden-1").server().login()).isEqualTo(Login.NONE);
    }

    @Test
    void tlsIsThatOfTheMailOrElseOfAll() {
        Tls named = new Tls("", "", null, false, "mail.internal", List.of());
        String global =
                "smtp_tls_config: {server_name: mail.internal}, smtp_force_implicit_tls: true, smtp_require_tls: false";
        assertThat(mail(global, "").server().encryption()).isEqualTo(new Encryption(false, true, named));
        assertThat(mail(
                                global,
                                ", tls_config: {insecure_skip_verify: true}, force_implicit_tls: false, require_tls: true")
                        .server()
                        .encryption())
                .isEqualTo(new Encryption(true, false, new Tls("", "", null, true, "", List.of())));
        assertThat(mail("", "").server().encryption()).isEqualTo(new Encryption(true, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "{enabled: true}~true",
                "{enabled: true, thread_by_date: daily}~true",
                "{enabled: true, thread_by_date: none}~false",
                "{enabled: false}~false"
            })
    void threadsAreOfOneDayWhereThatIsSaid(String threading, boolean daily) {
        assertThat(mail("", ", threading: " + threading).body().threadEachDay()).isEqualTo(daily);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "auth_username: u~no password and no secret",
                "auth_secret: a, auth_secret_file: b~exclude each other",
                "auth_username: u, auth_secret_file: nowhere~there is no file",
                "threading: {thread_by_date: hourly}~daily and none",
                "force_implicit_tls: perhaps~force_implicit_tls",
                "tls_config: {ca: junk}~this cannot be used"
            })
    void whatIsWrongIsRefused(String mail, String reason) {
        assertThat(problemsOf(file("", ", " + mail))).first().asString().contains(reason);
    }
}
