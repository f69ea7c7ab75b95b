package com.kaldrix.monitoring.alert.configuration;

import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.alertmanager;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.golden;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertmanagerFileTest {

    @Test
    void readsRoutesAsAlertmanagerDoes() {
        AlertmanagerFile file = alertmanager(golden("mail-and-pager.yml"));
        assertThat(file.resolveTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(receivers(file, "service", "shop")).containsExactly("web-mail");
        assertThat(receivers(file, "service", "shop", "severity", "critical")).containsExactly("web-pager");
        assertThat(receivers(file, "service", "files", "owner", "files")).containsExactly("files-mail", "files-pager");
        assertThat(receivers(file, "service", "files", "severity", "page"))
                .containsExactly("files-pager", "database-pager");
        assertThat(receivers(file, "service", "database", "owner", "nobody")).containsExactly("web-mail");

        Route database = file.route().routes().get(2);
        assertThat(database.key()).isEqualTo("{}/{owner!=\"nobody\",service=~\"files|database\"}");
        assertThat(database.groupBy().names()).containsExactly("alertname", "cluster", "database");
        assertThat(database.routes().getFirst().groupBy().all()).isTrue();
        assertThat(database.routes().getLast().groupBy()).isEqualTo(database.groupBy());
        assertThat(file.route().routes().getFirst().routes().getFirst().groupWait())
                .isEqualTo(Duration.ZERO);
        assertThat(file.route().repeatInterval()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void readsMailAndPagerDuty() {
        AlertmanagerFile file = alertmanager(golden("mail-and-pager.yml"));
        EmailIntegration.Server server = new EmailIntegration.Server(
                "mail.example.org", 587, "alerts.example.org", "alerts", new Secret("correct-horse"), true);
        assertThat(integrations(file, "web-mail"))
                .containsExactly(
                        new EmailIntegration("web@example.org", "alerts@example.org", server, Map.of(), false));
        assertThat(integrations(file, "web-pager").getLast()).satisfies(mail -> {
            EmailIntegration email = (EmailIntegration) mail;
            assertThat(email.server().encryption().required()).isFalse();
            assertThat(email.sendResolved()).isTrue();
            assertThat(email.headers()).isEqualTo(Map.of("X-Team", "web"));
        });
        assertThat(((EmailIntegration) integrations(file, "files-mail").getFirst()).server())
                .satisfies(own -> assertThat(own.host() + " " + own.port()).isEqualTo("2001:db8::25 25"));
        assertThat(integrations(file, "files-pager"))
                .containsExactly(new PagerDutyIntegration(
                        new Secret("fedcba9876543210fedcba9876543210"),
                        URI.create("http://localhost:8090/v2/enqueue"),
                        new PagerDutyIntegration.Look("", "critical", "", "", "storage", "", "", ""),
                        Map.of("team", "files"),
                        true));
        assertThat(integrations(file, "database-pager").getFirst()).satisfies(pager -> {
            assertThat(((PagerDutyIntegration) pager).url())
                    .isEqualTo(URI.create("https://events.eu.pagerduty.com/v2/enqueue"));
            assertThat(pager.sendResolved()).isFalse();
        });
    }

    @Test
    void readsTheOtherIntegrationsWithAlertmanagersDefaults() {
        AlertmanagerFile file = alertmanager(golden("all-integrations.yml"));
        String basic = Base64.getEncoder().encodeToString("alice:webhook-password".getBytes(StandardCharsets.UTF_8));
        assertThat(integrations(file, "everything"))
                .containsExactly(
                        new WebhookIntegration(
                                new Secret("https://user:hunter2@hook.example.org/alerts?token=abc"),
                                20,
                                HttpOptions.of(new HttpAuthorization("Token", new Secret("webhook-credentials"))),
                                true),
                        new WebhookIntegration(
                                new Secret("http://localhost:9999/"),
                                0,
                                HttpOptions.of(new HttpAuthorization("Basic", new Secret(basic))),
                                false),
                        new SlackIntegration(
                                new Secret("https://hooks.slack.com/services/T0/B0/global-token"),
                                "#alerts",
                                new SlackIntegration.Look(
                                        "KALDRIX", ":fire:", "", "Something is wrong", "", "Look at it"),
                                HttpOptions.NONE,
                                false),
                        new SlackIntegration(
                                new Secret("https://slack.com/api/chat.postMessage"),
                                "C0123456",
                                SlackIntegration.Look.DEFAULT,
                                HttpOptions.of(new HttpAuthorization("Bearer", new Secret("xoxb-bot-token"))),
                                true),
                        new PagerDutyIntegration(
                                new Secret("pagerduty-key"),
                                URI.create("https://events.pagerduty.com/v2/enqueue"),
                                PagerDutyIntegration.Look.DEFAULT,
                                Map.of(),
                                true),
                        new SnsIntegration(
                                "arn:aws:sns:eu-west-1:123456789012:prod-kaldrix-notifications",
                                "eu-west-1",
                                "http://localhost:4566",
                                new SnsIntegration.Keys("AKIAEXAMPLE", new Secret("sns-secret-key")),
                                "KALDRIX",
                                Map.of("kind", "page"),
                                true));
        assertThat(integrations(file, "nobody")).isEmpty();
        assertThat(file.resolveTimeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void readsAnchorsAliasesAndMergeKeys() {
        AlertmanagerFile file = alertmanager(golden("anchors.yml"));
        Route page = file.route().routes().getLast();
        assertThat(page.key()).isEqualTo("{}/{severity=\"page\"}");
        assertThat(page.groupWait()).isEqualTo(Duration.ofSeconds(1));
        assertThat(page.groupBy().names()).containsExactly("component", "region");
        assertThat(page.receiver()).isEqualTo("team");
        assertThat(integrations(file, "team"))
                .extracting(hook -> ((WebhookIntegration) hook).maxAlerts())
                .containsExactly(5, 0, 0);
    }

    @Test
    void isShownWithoutSecretsAndComments() {
        String shown = alertmanager("# api_url: https://hooks.slack.com/old-secret\n" + golden("all-integrations.yml"))
                .masked();
        assertThat(shown)
                .contains(
                        "api_url: https://secret.invalid/<secret>",
                        "routing_key: <secret>",
                        "credentials: <secret>",
                        "secret_key: <secret>")
                .contains(
                        "topic_arn: arn:aws:sns:eu-west-1:123456789012:prod-kaldrix-notifications", "name: everything")
                .doesNotContain(
                        "old-secret",
                        "global-token",
                        "hunter2",
                        "webhook-credentials",
                        "webhook-password",
                        "xoxb",
                        "pagerduty-key",
                        "sns-secret-key",
                        "chat.postMessage");
        assertThat(alertmanager(golden("mail-and-pager.yml")).masked()).doesNotContain("correct-horse");
        assertThat(alertmanager(golden("anchors.yml")).masked()).doesNotContain("secret-path");
    }

    @Test
    void whatIsShownHasTheSameRoutes() {
        String text = golden("mail-and-pager.yml");
        String unmasked = alertmanager(text).masked().replace("<secret>", "0123");
        AlertmanagerFile again = alertmanager(unmasked);
        assertThat(keys(again)).isEqualTo(keys(alertmanager(text)));
        assertThat(again.receivers())
                .extracting(Receiver::name)
                .containsExactlyElementsOf(alertmanager(text).receivers().stream()
                        .map(Receiver::name)
                        .toList());
    }

    @Test
    void readsSecretsFromFilesBesideTheConfiguration(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("slack"), "https://hooks.slack.com/services/from-file\n");
        Files.writeString(directory.resolve("key"), "  key-from-file\n");
        Files.writeString(directory.resolve("empty"), "\n");
        String text = """
                global: {slack_api_url_file: slack}
                route: {receiver: a}
                receivers:
                  - name: a
                    slack_configs: [{channel: '#a'}]
                    pagerduty_configs: [{routing_key_file: %s}]
                """;
        AlertmanagerFile file = AlertmanagerFile.parse("a.yml", text.formatted(directory.resolve("key")), directory);
        assertThat(((SlackIntegration) integrations(file, "a").getFirst())
                        .apiUrl()
                        .value())
                .isEqualTo("https://hooks.slack.com/services/from-file");
        assertThat(((PagerDutyIntegration) integrations(file, "a").getLast())
                        .routingKey()
                        .value())
                .isEqualTo("key-from-file");
        assertThat(file.masked()).contains("slack_api_url_file: slack").doesNotContain("key-from-file");

        assertThat(ConfigurationTexts.problems(
                        () -> AlertmanagerFile.parse("a.yml", text.formatted("empty"), directory)))
                .containsExactly("a.yml:6:44: receivers[0].pagerduty_configs[0].routing_key_file: the file '"
                        + directory.resolve("empty") + "' is empty");
    }

    private static List<String> receivers(AlertmanagerFile file, String... labels) {
        return file.route().match(Labels.of(labels)).stream()
                .map(Route::receiver)
                .toList();
    }

    private static List<Integration> integrations(AlertmanagerFile file, String receiver) {
        return file.receivers().stream()
                .filter(candidate -> candidate.name().equals(receiver))
                .findFirst()
                .orElseThrow()
                .integrations();
    }

    private static List<String> keys(AlertmanagerFile file) {
        List<String> keys = new java.util.ArrayList<>();
        file.route().walk(route -> keys.add(route + " " + route.groupBy() + route.groupWait() + route.continues()));
        return keys;
    }
}
