package com.kaldrix.monitoring.alert.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.escalation.EscalationPolicy;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Repeat;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Step;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Unless;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KaldrixFileTest {
    private static final WebhookIntegration HOOK =
            new WebhookIntegration(new Secret("http://x/"), 0, HttpOptions.NONE, true);
    private static final List<Receiver> RECEIVERS = List.of(
            new Receiver("pager", List.of(HOOK)),
            new Receiver("manager", List.of(HOOK)),
            new Receiver("nobody", List.of()));

    private static final String FULL = """
            default_severity: P1
            severity_rules:
              - matchers: [severity="critical", 'team=~"web|shop"']
                severity: Critical
              - matchers: ['alertname=~"Disk.*"']
                severity: P2
            escalation_policies:
              - name: web
                matchers: [team="web"]
                severities: [P0, high]
                steps:
                  - {after: 5m, unless: acknowledged, notify: [pager]}
                  - {after: 15m, unless: resolved, notify: [pager, manager], title: On-call manager}
                repeat: {times: 2, interval: 10m}
            fallbacks:
              - {receiver: pager, fallback: manager}
              - {receiver: manager, fallback: pager}
            enrichment:
              - matchers: [namespace="AWS/RDS"]
                labels: {component: database}
                annotations: {runbook_url: https://runbooks.example.org/database}
            mappings:
              - name: deployments
                when: {/kind: deployment, /detail/type: rollback}
                labels: {alertname: DeploymentRolledBack, service: /detail/service, severity: P2}
                annotations: {summary: /detail/text}
                status: {pointer: /detail/state, resolved: [done, 3]}
                starts_at: /time
                ends_at: /detail/ended
                link: /detail/url
            """;

    @Test
    void readsEverything() {
        KaldrixFile file = parse(FULL);
        assertThat(file.severityRules().byDefault()).isEqualTo(Severity.P1);
        assertThat(file.severityRules().of(Labels.of("severity", "critical", "team", "web")))
                .isEqualTo(Severity.P0);
        assertThat(file.severityRules().of(Labels.of("alertname", "DiskFull"))).isEqualTo(Severity.P2);
        assertThat(file.severityRules().of(Labels.of("alertname", "Other"))).isEqualTo(Severity.P1);
        assertThat(file.escalationPolicies().all())
                .containsExactly(new EscalationPolicy(
                        "web",
                        Matchers.parse("team=\"web\""),
                        Set.of(Severity.P0, Severity.P1),
                        List.of(
                                new Step(Duration.ofMinutes(5), Unless.ACKNOWLEDGED, List.of("pager"), ""),
                                new Step(
                                        Duration.ofMinutes(15),
                                        Unless.RESOLVED,
                                        List.of("pager", "manager"),
                                        "On-call manager")),
                        new Repeat(2, Duration.ofMinutes(10))));
        assertThat(file.fallbacks().find("pager")).hasValue("manager");
        assertThat(file.enrichment()
                        .apply(Labels.of("namespace", "AWS/RDS"), Labels.empty(), Map.of())
                        .derived())
                .isEqualTo(Labels.of("component", "database"));
        assertThat(file.mappings())
                .containsExactly(new MappingDefinition(
                        "deployments",
                        Map.of("/kind", "deployment", "/detail/type", "rollback"),
                        Map.of("alertname", "DeploymentRolledBack", "service", "/detail/service", "severity", "P2"),
                        Map.of("summary", "/detail/text"),
                        new MappingDefinition.Status("/detail/state", List.of("done", "3")),
                        "/time",
                        "/detail/ended",
                        "/detail/url"));
    }

    @Test
    void aKeyThatIsLeftOutKeepsItsDefaultAndAnEmptyListReplacesIt() {
        KaldrixFile full = parse(FULL);
        KaldrixFile one = KaldrixFile.parse("k.yml", "default_severity: P3\n", RECEIVERS, full);
        assertThat(one.severityRules().rules()).isEqualTo(full.severityRules().rules());
        assertThat(one.severityRules().byDefault()).isEqualTo(Severity.P3);
        assertThat(one.escalationPolicies()).isEqualTo(full.escalationPolicies());
        assertThat(one.mappings()).isEqualTo(full.mappings());

        KaldrixFile empty = KaldrixFile.parse(
                "k.yml",
                "severity_rules: []\nescalation_policies: []\nfallbacks: []\nenrichment: []\nmappings: []\n",
                RECEIVERS,
                full);
        assertThat(empty.severityRules().rules()).isEmpty();
        assertThat(empty.severityRules().byDefault()).isEqualTo(Severity.P1);
        assertThat(empty.escalationPolicies().all()).isEmpty();
        assertThat(empty.fallbacks()).isEqualTo(Fallbacks.NONE);
        assertThat(empty.enrichment().rules()).isEmpty();
        assertThat(empty.mappings()).isEmpty();
    }

    @Test
    void aChainOfFallbacksEndsAndNamesNobodyTwice() {
        Fallbacks fallbacks = new Fallbacks(Map.of("a", "b", "b", "c", "c", "a", "d", "b", "e", "e"));
        assertThat(fallbacks.chain("a")).containsExactly("b", "c");
        assertThat(fallbacks.chain("d")).containsExactly("b", "c", "a");
        assertThat(fallbacks.chain("e")).isEmpty();
        assertThat(fallbacks.chain("f")).isEmpty();
    }

    static Stream<Arguments> wrong() {
        String policy = "escalation_policies:\n- name: p\n  severities: [P0]\n  steps:\n";
        String mapping = "mappings:\n- name: m\n  when: {/a: b}\n  labels: {alertname: x}\n";
        return Stream.of(
                arguments(
                        "severity_rule: []\n",
                        ":1:1: severity_rule: unknown key 'severity_rule'; did you mean 'severity_rules'?"),
                arguments("default_severity: P4\n", ":1:19: default_severity: 'P4' is no severity; use P0"),
                arguments(
                        "severity_rules: [{severity: P0}]\n",
                        ":1:18: severity_rules[0].matchers: a severity rule needs 'matchers'"),
                arguments(
                        "severity_rules: [{matchers: [a=b]}]\n",
                        ":1:18: severity_rules[0].severity: a severity rule needs a 'severity'"),
                arguments(
                        "severity_rules: [{matchers: [a=b], severity: bad}]\n",
                        ":1:46: severity_rules[0].severity: 'bad' is no severity"),
                arguments(
                        "severity_rules: [{matchers: ['a=~\"(\"'], severity: P0}]\n",
                        ":1:30: severity_rules[0].matchers[0]: '(' is no regular"),
                arguments(
                        "escalation_policies: [{}]\n",
                        ":1:23: escalation_policies[0].name: an escalation policy needs a 'name'",
                        ":1:23: escalation_policies[0].severities: an escalation policy needs 'severities'",
                        ":1:23: escalation_policies[0].steps: an escalation policy needs 'steps'"),
                arguments(
                        policy + "  - {after: 5m, unless: acknowledged, notify: [pagr]}\n",
                        ":5:48: escalation_policies[0].steps[0].notify[0]: there is no receiver named 'pagr'; did you mean 'pager'?"),
                arguments(
                        policy + "  - {after: 5m, unless: acknowledged, notify: [nobody]}\n",
                        ":5:48: escalation_policies[0].steps[0].notify[0]: the receiver 'nobody' tells nobody"),
                arguments(
                        policy + "  - {after: 5m, unless: acknowledged, notify: [pager, pager]}\n",
                        ":5:55: escalation_policies[0].steps[0].notify[1]: 'pager' is there twice"),
                arguments(
                        policy + "  - {after: 5m, unless: asleep, notify: [pager]}\n",
                        ":5:25: escalation_policies[0].steps[0].unless: expected acknowledged or resolved"),
                arguments(
                        policy + "  - {after: 0s, unless: resolved, notify: pager}\n",
                        ":5:13: escalation_policies[0].steps[0].after: 'after' cannot be zero",
                        ":5:43: escalation_policies[0].steps[0].notify: expected a list here",
                        ":5:43: escalation_policies[0].steps[0].notify: a step needs 'notify'"),
                arguments(
                        policy + "  - {}\n",
                        ":5:5: escalation_policies[0].steps[0].after: a step needs 'after'",
                        ":5:5: escalation_policies[0].steps[0].unless: a step needs 'unless'",
                        ":5:5: escalation_policies[0].steps[0].notify: a step needs 'notify'"),
                arguments(
                        policy
                                + "  - {after: 5m, unless: resolved, notify: [pager]}\n  - {after: 5m, unless: resolved, notify: [pager]}\n",
                        ":6:13: escalation_policies[0].steps[1].after: a step comes later than the one before it, which is after 5m"),
                arguments(
                        policy + "  - {after: 5m, unless: resolved, notify: [pager]}\n  repeat: {times: 1}\n",
                        ":6:11: escalation_policies[0].repeat.interval: 'repeat' needs 'interval'"),
                arguments(
                        policy
                                + "  - {after: 5m, unless: resolved, notify: [pager]}\n  repeat: {times: 101, interval: 5m}\n",
                        ":6:19: escalation_policies[0].repeat.times: steps begin again at most 100 times"),
                arguments(
                        "fallbacks: [{receiver: pager}]\n",
                        ":1:13: fallbacks[0].fallback: a fallback needs a 'fallback'"),
                arguments(
                        "fallbacks: [{receiver: pager, fallback: pager}]\n",
                        ":1:41: fallbacks[0].fallback: a receiver cannot stand in for itself"),
                arguments(
                        "fallbacks: [{receiver: pager, fallback: manager}, {receiver: pager, fallback: manager}]\n",
                        ":1:62: fallbacks[1].receiver: 'pager' already has a fallback"),
                arguments(
                        "fallbacks: [{receiver: pager, fallback: nobody}]\n",
                        ":1:41: fallbacks[0].fallback: the receiver 'nobody' tells nobody"),
                arguments(
                        "enrichment: [{matchers: [a=b]}]\n",
                        ":1:14: enrichment[0]: an enrichment adds 'labels' or 'annotations'"),
                arguments(
                        "enrichment: [{labels: {kaldrix_severity: P0}}]\n",
                        ":1:42: enrichment[0].labels.kaldrix_severity: labels that begin with 'kaldrix_' are the suite's own"),
                arguments(
                        "enrichment: [{labels: {a: ''}}]\n",
                        ":1:27: enrichment[0].labels.a: a name or its text is empty"),
                arguments(
                        "mappings: [{name: m}]\n",
                        ":1:12: mappings[0].labels: a mapping needs the label 'alertname'",
                        ":1:12: mappings[0].when: a mapping needs at least one condition"),
                arguments(
                        "mappings: [{name: m, when: {a: b}, labels: {alertname: /~2}}]\n",
                        ":1:32: mappings[0].when.a: a condition is a JSON Pointer",
                        ":1:56: mappings[0].labels.alertname: this begins like a JSON Pointer and is none"),
                arguments(
                        mapping + "  status: {pointer: state}\n",
                        ":5:11: mappings[0].status.resolved: 'status' needs the texts",
                        ":5:21: mappings[0].status.pointer: expected a JSON Pointer"),
                arguments(mapping + "  link: /~\n", ":5:9: mappings[0].link: expected a JSON Pointer"),
                arguments(
                        mapping + "- name: m\n  when: {/a: b}\n  labels: {alertname: x}\n",
                        ":5:9: mappings[1].name: there is already a mapping named 'm'"));
    }

    private static Arguments arguments(String text, String... problems) {
        return Arguments.of(text, problems);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isRefusedWithPlaceAndReason(String text, String[] expected) {
        List<String> problems = ConfigurationTexts.problems(() -> parse(text));
        assertThat(problems).as(text).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(problems.get(i)).startsWith("kaldrix.yml" + expected[i]);
        }
    }

    private static KaldrixFile parse(String text) {
        return KaldrixFile.parse("kaldrix.yml", text, RECEIVERS, KaldrixFile.NOTHING);
    }
}
