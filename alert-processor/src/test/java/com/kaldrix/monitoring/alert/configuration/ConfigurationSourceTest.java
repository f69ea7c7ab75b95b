package com.kaldrix.monitoring.alert.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Unless;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigurationSourceTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:prod-kaldrix-alerts";
    private static final String KEY = "your-pagerduty-integration-key";
    private static final String WEBHOOK = "https://hooks.slack.com/services/your/webhook";

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "BY_SEVERITY,  SNS PD SLACK, sns pagerduty slack, slack pagerduty, slack, slack, pagerduty, sns pagerduty slack",
        "BY_SEVERITY,  PD SLACK,     pagerduty slack, slack pagerduty, slack, slack, pagerduty, pagerduty slack",
        "BY_SEVERITY,  SNS SLACK,    sns slack, slack, slack, slack, slack sns, sns slack",
        "BY_SEVERITY,  SNS PD,       sns pagerduty, pagerduty, pagerduty sns, sns pagerduty, pagerduty, sns pagerduty",
        "BY_SEVERITY,  SNS,          sns, sns, sns, sns, sns, sns",
        "BY_SEVERITY,  PD,           pagerduty, pagerduty, pagerduty, pagerduty, pagerduty, pagerduty",
        "BY_SEVERITY,  SLACK,        slack, slack, slack, slack, slack, slack",
        "ALL_CHANNELS, SNS PD SLACK, sns pagerduty slack, sns pagerduty slack, sns pagerduty slack, sns pagerduty slack, pagerduty, sns pagerduty slack",
        "ALL_CHANNELS, PD SLACK,     pagerduty slack, pagerduty slack, pagerduty slack, pagerduty slack, pagerduty, pagerduty slack",
    })
    void variablesAloneMakeRoutes(
            FirstNotification first,
            String channels,
            String p0,
            String p1,
            String p2,
            String p3,
            String escalation,
            String leadership) {
        Configuration configuration = source(first, channels).load();
        assertThat(told(configuration, Severity.P0)).containsExactlyInAnyOrder(p0.split(" "));
        assertThat(told(configuration, Severity.P1)).containsExactlyInAnyOrder(p1.split(" "));
        assertThat(told(configuration, Severity.P2)).containsExactlyInAnyOrder(p2.split(" "));
        assertThat(told(configuration, Severity.P3)).containsExactlyInAnyOrder(p3.split(" "));
        assertThat(kinds(configuration, "escalation-pagerduty")).containsExactlyInAnyOrder(escalation.split(" "));
        assertThat(kinds(configuration, "on-call-manager")).containsExactlyInAnyOrder(leadership.split(" "));
        assertThat(kinds(configuration, "leadership")).containsExactlyInAnyOrder(leadership.split(" "));
        assertThat(configuration.receivers())
                .allSatisfy(receiver ->
                        assertThat(receiver.integrations()).isNotEmpty().allMatch(Integration::sendResolved));
    }

    @Test
    void theVariablesReachTheIntegrations() {
        Map<String, String> environment = new HashMap<>(environment("SNS PD SLACK"));
        environment.put("KALDRIX_PAGERDUTY_URL", "http://localhost:8090/v2/enqueue");
        Configuration configuration =
                new ConfigurationSource(null, null, environment, FirstNotification.BY_SEVERITY).load();
        assertThat(configuration.receiver("p0-critical").orElseThrow().integrations())
                .anySatisfy(slack -> assertThat(slack)
                        .isInstanceOfSatisfying(
                                SlackIntegration.class,
                                it -> assertThat(it.apiUrl().value()).isEqualTo(WEBHOOK)))
                .anySatisfy(sns -> assertThat(sns).isInstanceOfSatisfying(SnsIntegration.class, it -> {
                    assertThat(it.target().topicArn()).isEqualTo(TOPIC);
                    assertThat(it.access().region()).isEqualTo("us-east-1");
                }))
                .anySatisfy(pager -> assertThat(pager).isInstanceOfSatisfying(PagerDutyIntegration.class, it -> {
                    assertThat(it.routingKey().value()).isEqualTo(KEY);
                    assertThat(it.url()).isEqualTo(URI.create("http://localhost:8090/v2/enqueue"));
                }));
    }

    @Test
    void aStormInOneRegionAndComponentIsOneGroup() {
        Route route = source(FirstNotification.BY_SEVERITY, "SLACK").load().route();
        Labels one = Labels.of(
                "alertname", "HighLatency", "kaldrix_severity", "P1", "region", "eu-west-1", "component", "gateway");
        Route first = route.match(one).getFirst();
        assertThat(first.groupKey(one)).isEqualTo(first.groupKey(one.with("alertname", "ErrorRate")));
        assertThat(first.groupKey(one)).isNotEqualTo(first.groupKey(one.with("region", "us-east-1")));
        assertThat(first.groupKey(one))
                .isEqualTo("{}/{kaldrix_severity=\"P1\"}:{component=\"gateway\", region=\"eu-west-1\"}");
        assertThat(first.groupWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(first.repeatInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(route.match(Labels.of("no", "severity")).getFirst().receiver())
                .isEqualTo("p2-medium");
    }

    @Test
    void builtInRoutesEscalateMinuteByMinute() {
        Configuration configuration =
                source(FirstNotification.BY_SEVERITY, "SLACK").load();
        for (Severity severity : List.of(Severity.P0, Severity.P1)) {
            assertThat(configuration.kaldrix().escalationPolicies().find(Labels.empty(), severity))
                    .hasValueSatisfying(policy -> assertThat(policy.timeline())
                            .extracting(due -> due.after().toMinutes() + " "
                                    + due.step().unless() + " " + due.step().receivers() + " "
                                    + due.step().title())
                            .containsExactly(
                                    "5 ACKNOWLEDGED [escalation-pagerduty] PagerDuty escalation",
                                    "15 RESOLVED [on-call-manager] On-call manager",
                                    "30 RESOLVED [leadership] Leadership team"));
        }
        assertThat(configuration.kaldrix().escalationPolicies().find(Labels.empty(), Severity.P2))
                .hasValueSatisfying(policy -> assertThat(policy.steps())
                        .singleElement()
                        .satisfies(step -> assertThat(step.unless()).isEqualTo(Unless.ACKNOWLEDGED)));
        assertThat(configuration.kaldrix().escalationPolicies().find(Labels.empty(), Severity.P3))
                .isEmpty();
    }

    @Test
    void routesFromAFileEscalateOnlyWhenToldSo() throws IOException {
        Path alertmanager = file("alertmanager.yml", "route: {receiver: a}\nreceivers: [{name: a}]\n");
        Configuration plain =
                new ConfigurationSource(alertmanager, null, Map.of(), FirstNotification.BY_SEVERITY).load();
        assertThat(plain.kaldrix().escalationPolicies().all()).isEmpty();
        assertThat(plain.kaldrix().severityRules().of(Labels.of("severity", "critical")))
                .isEqualTo(Severity.P0);

        Path kaldrix = file("kaldrix.yml", "default_severity: P1\n");
        Configuration both =
                new ConfigurationSource(alertmanager, kaldrix, Map.of(), FirstNotification.BY_SEVERITY).load();
        assertThat(both.kaldrix().escalationPolicies().all()).isEmpty();
        assertThat(both.kaldrix().severityRules().of(Labels.of("a", "b"))).isEqualTo(Severity.P1);
        assertThat(both.hash()).hasSize(64).isNotEqualTo(plain.hash());
    }

    @Test
    void builtInRoutesKeepTheirEscalationBesideAFileThatDoesNotSpeakOfIt() throws IOException {
        Path kaldrix = file(
                "kaldrix.yml", "default_severity: P1\nfallbacks: [{receiver: p0-critical, fallback: leadership}]\n");
        Configuration configuration =
                new ConfigurationSource(null, kaldrix, environment("SLACK PD"), FirstNotification.BY_SEVERITY).load();
        assertThat(configuration.kaldrix().escalationPolicies().all()).hasSize(2);
        assertThat(configuration.kaldrix().fallbacks().find("p0-critical")).hasValue("leadership");
    }

    @Test
    void withoutAnyChannelASentenceNamesWhatToSet() {
        assertThatThrownBy(() -> source(FirstNotification.BY_SEVERITY, "").load())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The configuration cannot be used, 1 problem:\n  environment: nobody can be told: set at least one"
                                + " of SLACK_WEBHOOK (address of an incoming webhook), PAGERDUTY_KEY (routing key of an Events API v2"
                                + " integration) and SNS_TOPIC_ARN (topic with email subscriptions), or give an Alertmanager file");
    }

    @Test
    void aVariableThatCannotBeUsedIsNamedWithoutItsValue() {
        ConfigurationSource source = new ConfigurationSource(
                null,
                null,
                Map.of("SLACK_WEBHOOK", "hooks.slack.com/geheim", "SNS_TOPIC_ARN", "geheim", "PAGERDUTY_KEY", " "),
                FirstNotification.BY_SEVERITY);
        assertThat(ConfigurationTexts.problems(source::load))
                .containsExactly(
                        "environment: SLACK_WEBHOOK: an address must begin with http:// or https://",
                        "environment: SNS_TOPIC_ARN: this is no topic such as arn:aws:sns:us-east-1:123456789012:pages");
    }

    @Test
    void problemsOfBothFilesAreToldAtOnce() throws IOException {
        Path alertmanager = file("alertmanager.yml", "route: {receiver: a}\n");
        Path kaldrix = file(
                "kaldrix.yml",
                "default_severity: P9\nescalation_policies:\n- {name: p, severities: [P0], steps: [{after: 1m, unless:"
                        + " resolved, notify: [x]}]}\n");
        assertThat(ConfigurationTexts.problems(
                        new ConfigurationSource(alertmanager, kaldrix, Map.of(), FirstNotification.BY_SEVERITY)::load))
                .containsExactly(
                        alertmanager + ":1:19: route.receiver: there is no receiver named 'a'",
                        kaldrix
                                + ":1:19: default_severity: 'P9' is no severity; use P0 (Critical), P1 (High), P2 (Medium)"
                                + " or P3 (Low)");
        assertThat(ConfigurationTexts.problems(new ConfigurationSource(
                        directory.resolve("none.yml"), null, Map.of(), FirstNotification.BY_SEVERITY)::load))
                .containsExactly(directory.resolve("none.yml") + ": there is no such file");
    }

    @ParameterizedTest
    @EnumSource(FirstNotification.class)
    void anySecretFitsIntoTheBuiltInFile(FirstNotification first) {
        String odd = "k\"e\\y: {x} #'\u2028\t" + "ü😀";
        Configuration configuration = new ConfigurationSource(null, null, Map.of("PAGERDUTY_KEY", odd), first).load();
        assertThat(configuration.receiver("p3-low").orElseThrow().integrations())
                .singleElement()
                .isInstanceOfSatisfying(
                        PagerDutyIntegration.class,
                        pager -> assertThat(pager.routingKey().value()).isEqualTo(odd));
        assertThat(configuration.original())
                .contains("routing_key: \"<secret>\"")
                .doesNotContain("{x}");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    static ConfigurationSource source(FirstNotification first, String channels) {
        return new ConfigurationSource(null, null, environment(channels), first);
    }

    private static Map<String, String> environment(String channels) {
        Map<String, String> environment = new HashMap<>();
        if (channels.contains("SNS")) {
            environment.put("SNS_TOPIC_ARN", TOPIC);
        }
        if (channels.contains("PD")) {
            environment.put("PAGERDUTY_KEY", KEY);
        }
        if (channels.contains("SLACK")) {
            environment.put("SLACK_WEBHOOK", WEBHOOK);
        }
        return environment;
    }

    private static List<String> told(Configuration configuration, Severity severity) {
        return configuration.route().match(Labels.of("alertname", "x", "kaldrix_severity", severity.name())).stream()
                .flatMap(route -> kinds(configuration, route.receiver()).stream())
                .toList();
    }

    private static List<String> kinds(Configuration configuration, String receiver) {
        return configuration.receiver(receiver).orElseThrow().integrations().stream()
                .map(Integration::kind)
                .toList();
    }
}
