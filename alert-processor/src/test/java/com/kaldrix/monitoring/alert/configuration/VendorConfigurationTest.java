package com.kaldrix.monitoring.alert.configuration;

import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.alertmanager;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.OpsgenieIntegration;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.alert.receiver.TeamsIntegration;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendors beside the first ones, and how HTTP is spoken. */
class VendorConfigurationTest {
    private static final String TEAM = "route: {receiver: team}\nreceivers:\n  - name: team\n";

    private static final String ALL = """
            global:
              opsgenie_api_key: opsgenie-key
              victorops_api_key: victorops-key
              wechat_api_secret: wechat-secret
              wechat_api_corp_id: corp
              telegram_bot_token: '1:telegram'
              http_config: {follow_redirects: false}
            """ + TEAM + """
                opsgenie_configs: [{responders: [{name: core, type: team}], priority: '{{ .CommonLabels.priority }}'}]
                victorops_configs: [{routing_key: core, custom_fields: {wiki: 'x'}}]
                pushover_configs: [{user_key: u, token: t, retry: 1m, expire: 1h, html: true}]
                wechat_configs: [{agent_id: '1', to_user: '@all'}]
                telegram_configs: [{chat_id: -100123, parse_mode: MarkdownV2}]
                webex_configs: [{room_id: r, http_config: {authorization: {credentials: c}}}]
                msteams_configs: [{webhook_url: 'http://localhost/teams'}]
                msteamsv2_configs: [{webhook_url: 'http://localhost/flow', title: '{{ .Status }}'}]
                discord_configs: [{webhook_url: 'http://localhost/discord'}]
            """;

    @TempDir
    private Path directory = Path.of("");

    private static List<Integration> integrations(String text) {
        return alertmanager(text).receivers().getFirst().integrations();
    }

    @Test
    void allAreRead() {
        assertThat(problemsOf(ALL)).isEmpty();
        List<Integration> all = integrations(ALL);
        assertThat(all.stream().map(Integration::kind))
                .containsExactly(
                        "opsgenie",
                        "victorops",
                        "pushover",
                        "wechat",
                        "telegram",
                        "webex",
                        "msteams",
                        "msteamsv2",
                        "discord");
        assertThat(alertmanager(ALL).receivers().getFirst().addressed().keySet().stream()
                        .map(Object::toString))
                .contains("team/msteamsv2[0]", "team/opsgenie[0]");
        OpsgenieIntegration opsgenie = (OpsgenieIntegration) all.getFirst();
        assertThat(opsgenie.apiKey().value()).isEqualTo("opsgenie-key");
        assertThat(opsgenie.http().followRedirects()).isFalse();
        assertThat(((TeamsIntegration) all.get(7)).workflow()).isTrue();
    }

    @Test
    void noSecretIsShown() {
        assertThat(alertmanager(ALL).masked())
                .doesNotContain("opsgenie-key", "victorops-key", "wechat-secret", "1:telegram", "localhost");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "opsgenie_configs: [{}]~'api_key' or 'api_key_file' is missing, here and in 'global' (opsgenie_api_key)",
                "opsgenie_configs: [{api_key: k, responders: [{name: a, type: wolf}]}]~Opsgenie knows the responders",
                "victorops_configs: [{api_key: k}]~needs a 'routing_key'",
                "victorops_configs: [{api_key: k, routing_key: r, custom_fields: {entity_id: x}}]~is a field of VictorOps' own",
                "pushover_configs: [{user_key: u}]~'token' or 'token_file' is missing",
                "pushover_configs: [{user_key: u, token: t, retry: 10s}]~every 30 s at most",
                "pushover_configs: [{user_key: u, token: t, expire: 4h}]~3 h at most",
                "wechat_configs: [{api_secret: s}]~'corp_id' is missing",
                "wechat_configs: [{api_secret: s, corp_id: c, message_type: voice}]~text and markdown",
                "telegram_configs: [{bot_token: t}]~needs a 'chat_id'",
                "telegram_configs: [{bot_token: t, chat_id: '@x'}]~is no number of a chat",
                "telegram_configs: [{bot_token: t, chat_id: 1, message_thread_id: -1}]~is no number of a topic",
                "telegram_configs: [{bot_token: t, chat_id_file: nowhere}]~there is no file",
                "telegram_configs: [{bot_token: t, chat_id: 1, chat_id_file: f}]~exclude each other",
                "pushover_configs: [{user_key: u, token: t, html: true, monospace: true}]~exclude each other",
                "slack_configs: [{api_url: 'http://x/', app_token: t, channel: c}]~exclude each other",
                "slack_configs: [{app_token: t}]~needs a 'channel'",
                "telegram_configs: [{bot_token: t, chat_id: 1, parse_mode: html}]~HTML, Markdown and MarkdownV2",
                "webex_configs: [{room_id: r}]~the bot's token",
                "msteams_configs: [{}]~'webhook_url' or 'webhook_url_file' is missing",
                "discord_configs: [{webhook_url: 'ftp://x/'}]~must begin with http",
                "discord_configs: [{webhook_url: 'http://x/', message: '{{ .Oops }}'}]~has no \".Oops\""
            })
    void whatIsWrongIsSaid(String configs, String reason) {
        assertThat(problemsOf(TEAM + "    " + configs + "\n"))
                .singleElement()
                .asString()
                .contains(reason);
    }

    private static HttpOptions http(String config) {
        return ((WebhookIntegration)
                        integrations(TEAM + "    webhook_configs: [{url: 'http://x/', http_config: " + config + "}]\n")
                                .getFirst())
                .http();
    }

    @Test
    void howHttpIsSpoken() {
        HttpOptions options =
                http("{proxy_url: 'http://proxy:3128', no_proxy: 'internal, .example.org', follow_redirects: false}");
        assertThat(options.followRedirects()).isFalse();
        assertThat(options.proxy().of(URI.create("https://hooks.slack.com/"))).isPresent();
        assertThat(options.proxy().of(URI.create("https://internal/"))).isEmpty();
        assertThat(options.proxy().of(URI.create("https://a.example.org/"))).isEmpty();
        assertThat(http("{bearer_token: t}").authorizationOrNull()).isNotNull();
        HttpOptions.Oauth2 oauth2 =
                http("{oauth2: {client_id: i, client_secret: s, token_url: 'http://t/', scopes: [a, b]}}")
                        .oauth2OrNull();
        assertThat(oauth2).isNotNull().extracting(HttpOptions.Oauth2::scopes).isEqualTo(List.of("a", "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "{basic_auth: {username: u}, bearer_token: t}~exclude each other",
                "{oauth2: {client_id: i, token_url: 'http://t/'}}~'client_secret' or 'client_secret_file' is missing",
                "{tls_config: {ca_file: nowhere.pem}}~there is no file",
                "{tls_config: {ca: junk}}~this cannot be used",
                "{tls_config: {cert: junk}}~come together",
                "{tls_config: {min_version: TLS10}}~TLS12 or TLS13",
                "{no_proxy: x}~needs a 'proxy_url'"
            })
    void wrongHttpIsRefused(String config, String reason) {
        assertThat(problemsOf(TEAM + "    webhook_configs: [{url: 'http://x/', http_config: " + config + "}]\n"))
                .singleElement()
                .asString()
                .contains(reason);
    }

    @Test
    void aTokenOfSlackIsThatOfTheIntegrationOrElseOfAll() {
        SlackIntegration own = (SlackIntegration)
                integrations(TEAM + "    slack_configs: [{app_token: xoxb-own, channel: c, update_message: true}]\n")
                        .getFirst();
        assertThat(own.apiUrl().value()).isEqualTo("https://slack.com/api/chat.postMessage");
        assertThat(own.http().authorizationOrNull()).isEqualTo(new HttpAuthorization("Bearer", new Secret("xoxb-own")));
        String global =
                "global: {slack_app_token: xoxb-all, slack_app_url: 'http://slack/api/chat.postMessage'}\n" + TEAM;
        SlackIntegration all = (SlackIntegration)
                integrations(global + "    slack_configs: [{channel: c}]\n").getFirst();
        assertThat(all.apiUrl().value()).isEqualTo("http://slack/api/chat.postMessage");
        assertThat(all.http().authorizationOrNull()).isEqualTo(new HttpAuthorization("Bearer", new Secret("xoxb-all")));
        assertThat(((SlackIntegration) integrations(global + "    slack_configs: [{api_url: 'http://hook/'}]\n")
                                .getFirst())
                        .http())
                .isEqualTo(HttpOptions.NONE);
        assertThat(alertmanager(global + "    slack_configs: [{channel: c}]\n").masked())
                .doesNotContain("xoxb");
    }

    @Test
    void aSecretMayStandInAFile() throws java.io.IOException {
        Files.writeString(directory.resolve("key"), "from-file\n");
        AlertmanagerFile file =
                AlertmanagerFile.parse("a.yml", TEAM + "    opsgenie_configs: [{api_key_file: key}]\n", directory);
        assertThat(((OpsgenieIntegration)
                                file.receivers().getFirst().integrations().getFirst())
                        .apiKey()
                        .value())
                .isEqualTo("from-file");
    }
}
