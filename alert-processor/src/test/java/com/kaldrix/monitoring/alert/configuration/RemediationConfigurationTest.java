package com.kaldrix.monitoring.alert.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.remediation.Order;
import com.kaldrix.monitoring.alert.remediation.RemediationRule;
import com.kaldrix.monitoring.alert.remediation.RemediationRule.Mode;
import com.kaldrix.monitoring.alert.remediation.RemediationRule.Rails;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemediationConfigurationTest {
    private static final String RULES = """
            remediation:
              - name: restart-gateway
                matchers: ['alertname="GatewayStuck"']
                mode: approve
                action: {kubernetes_restart: {namespace: core, name: 'gateway-{shard}'}}
                timeout: 5m
                cured_within: 10m
                per_hour: 2
                per_target_per_hour: 2
                cool_down: 0s
                approval_within: 30m
                approvers: [ada]
              - name: close-bucket
                requests: [s3.block-public-access]
                mode: automatic
                target: 'bucket/{bucket}'
                action: {ssm: {document: close, region: '{region}', parameters: {bucket: '{bucket}'}}}
            """;

    private static List<RemediationRule> read(String text) {
        return KaldrixFile.parse("kaldrix.yml", text, KnownReceivers.of(List.of()), KaldrixFile.NOTHING)
                .remediation();
    }

    @Test
    void everyKeyIsRead() {
        List<RemediationRule> rules = read(RULES);
        RemediationRule restart = rules.getFirst();
        assertThat(restart.mode()).isEqualTo(Mode.APPROVE);
        assertThat(restart.plan().order().kind()).isEqualTo(Order.Kind.KUBERNETES_RESTART);
        assertThat(restart.plan().target()).isEqualTo("kubernetes/core/gateway-{shard}");
        assertThat(restart.plan().timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(restart.plan().curedWithin()).isEqualTo(Duration.ofMinutes(10));
        assertThat(restart.rails()).isEqualTo(new Rails(2, 2, Duration.ZERO));
        assertThat(restart.approval().within()).isEqualTo(Duration.ofMinutes(30));
        assertThat(restart.approval().approvers()).containsExactly("ada");

        RemediationRule close = rules.get(1);
        assertThat(close.when().requests()).containsExactly("s3.block-public-access");
        assertThat(close.when().matchers().isEmpty()).isTrue();
        assertThat(close.plan().target()).isEqualTo("bucket/{bucket}");
        assertThat(close.plan().order().parameters()).containsEntry("bucket", "{bucket}");
        assertThat(close.rails()).isEqualTo(Rails.USUAL);
        assertThat(read("{}\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mode: approve                                | mode: often                     | 'often' is no mode
            matchers: ['alertname="GatewayStuck"']       | matchers: []                    | needs 'matchers' or 'requests'
            name: close-bucket                           | name: restart-gateway           | there is already
            namespace: core,                             |                                 | kubernetes_restart needs 'namespace'
            kubernetes_restart: {                        | kubernetes_restart: {workload: node, | must be deployment, statefulset or daemonset
            kubernetes_restart: {                        | reboot: {                       | unknown key 'reboot'
            per_hour: 2                                  | per_hour: 0                     | cannot be 0
            timeout: 5m                                  | timeout: 0s                     | cannot be zero
            timeout: 5m                                  | timeout: 2d                     | a day at most
            action: {ssm: {document: close,              | action: {webhook: {url: 'ftp://x'}, ssm: {document: close, | exactly one of
            action: {ssm: {document: close, region: '{region}', parameters: {bucket: '{bucket}'}}} | action: {webhook: {url: 'x'}} | must be an address
            requests: [s3.block-public-access]           | requests: [a, a]                | another rule carries out 'a'
            """)
    void whatIsWrongIsSaidByName(String right, String wrong, String reason) {
        String text = RULES.replace(right, wrong == null ? "" : wrong);
        assertThat(text).isNotEqualTo(RULES);
        List<String> problems = ConfigurationTexts.problems(() -> read(text));
        assertThat(problems).anyMatch(problem -> problem.contains(reason));
    }
}
