package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.RemediationRequest;
import com.kaldrix.monitoring.common.event.RemediationResult;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.stack.Ports;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A remediation is approved, run and confirmed; one that compliance asks for is answered; one that fails stops its rule. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemediationStoryTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String REMEDIATIONS = "/api/v1/remediations";
    private static final String RULES = """
            remediation:
              - name: restart-node
                matchers: ['alertname="NodeStuck"']
                mode: approve
                cured_within: 1m
                target: 'node/{node}'
                action: {webhook: {url: '${sinks}/webhook/heal', parameters: {node: '{node}'}}}
              - name: reset-disk
                matchers: ['alertname="DiskStuck"']
                mode: automatic
                action: {webhook: {url: '${sinks}/webhook/reset', parameters: {node: '{node}'}}}
              - name: close-bucket
                requests: [s3.block-public-access]
                mode: approve
                action: {webhook: {url: '${sinks}/webhook/close', parameters: {bucket: '{bucket}'}}}
            """;

    private Stage stage;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Ports ports = Ports.free();
        stage = Stage.start("remediation", ports, Stage.configuration("remediation", ports, SlackTeam.ROUTES, RULES));
    }

    @AfterAll
    void end() {
        stage.close();
    }

    private void fires(String name, String node) {
        stage.topics()
                .publish(
                        Stage.HUB,
                        Signal.firing(name, "P2", "nodes").label("node", node).at(stage.serviceTime()));
    }

    private JsonNode get(String path) {
        return JsonMapper.shared()
                .readTree(stage.get(Stage.SERVICE.label(), path).body());
    }

    private JsonNode last(String rule) {
        return get(REMEDIATIONS + "?limit=1&rule=" + rule).at("/items/0");
    }

    private void awaitState(String rule, String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(last(rule).path("state").asString(""))
                        .as("%s", last(rule))
                        .isEqualTo(state));
    }

    private List<Receipt> orders(String path) {
        return stage.sinks().receipts(SinkName.WEBHOOK, 0, 1000).stream()
                .filter(receipt -> receipt.path().endsWith(path))
                .toList();
    }

    @Test
    void approvedRunAndConfirmed() {
        fires("NodeStuck", "a");
        awaitState("restart-node", "waiting");
        String id = last("restart-node").get("id").stringValue();
        assertThat(orders("/heal")).isEmpty();

        assertThat(stage.post(REMEDIATIONS + "/" + id + "/approve", "{}").statusCode())
                .isEqualTo(200);
        awaitState("restart-node", "succeeded");
        assertThat(orders("/heal")).singleElement().satisfies(order -> {
            assertThat(order.body().at("/remediation").asString("")).isEqualTo(id);
            assertThat(order.body().at("/target").asString("")).isEqualTo("node/a");
            assertThat(order.body().at("/parameters/node").asString("")).isEqualTo("a");
        });
        assertThat(stage.post(REMEDIATIONS + "/" + id + "/approve", "{}").statusCode())
                .isEqualTo(409);

        stage.topics()
                .publish(
                        Stage.HUB,
                        Signal.over("NodeStuck", "P2", "nodes")
                                .label("node", "a")
                                .at(stage.serviceTime()));
        await().atMost(SOON.multipliedBy(2))
                .untilAsserted(
                        () -> assertThat(last("restart-node").path("cured").asBoolean(false))
                                .isTrue());
        String incident =
                "/api/v1/incidents/" + last("restart-node").get("incident").stringValue();
        assertThat(get(incident).at("/remediations/0/state").stringValue()).isEqualTo("succeeded");
        assertThat(get(incident + "/timeline").toString())
                .contains("Agreed to webhook")
                .contains("Done: webhook")
                .contains("It helped");
        assertThat(stage.metric("kaldrix_remediation_judged_total", "cured=\"true\""))
                .isEqualTo(1);
        assertThat(orders("/heal")).hasSize(1);
    }

    @Test
    void whatFailsIsNotRepeatedAndStopsItsRule() {
        stage.sinks().misbehave(SinkName.WEBHOOK, Behaviour.status(500));
        try {
            fires("DiskStuck", "b");
            awaitState("reset-disk", "failed");
        } finally {
            stage.sinks().behave(SinkName.WEBHOOK);
        }
        fires("DiskStuck", "c");
        awaitState("reset-disk", "refused");
        assertThat(last("reset-disk").get("output").stringValue()).contains("stands still since");
        assertThat(stage.post("/api/v1/remediation-rules/reset-disk/release", "{}")
                        .statusCode())
                .isEqualTo(204);
        fires("DiskStuck", "d");
        awaitState("reset-disk", "succeeded");
    }

    @Test
    void complianceAsksAndIsAnswered() {
        UUID id = UUID.fromString("01980c10-2e00-7c33-a000-00000000b001");
        Instant now = stage.serviceTime();
        RemediationRequest request = new RemediationRequest(
                id,
                "block-public-access",
                "s3.block-public-access",
                Map.of("bucket", "ledger-archive"),
                UUID.fromString("5f0c6d1e-8a4b-8c2d-9e3f-0a1b2c3d4e5f"),
                "securityhub:S3.8",
                "123456789012",
                "arn:aws:s3:::ledger-archive",
                "AWS::S3::Bucket",
                Stage.HUB,
                "alice",
                "bob",
                "The bucket is open",
                now,
                now.plus(Duration.ofHours(1)));
        String event = CloudEvents.write(CloudEvent.of("/compliance-reporter", new Region(Stage.HUB), now, request));
        for (int time = 0; time < 2; time++) {
            stage.topics()
                    .sns(Stage.HUB)
                    .publish(publish -> publish.topicArn(stage.stack()
                                    .resources(Stage.HUB)
                                    .topicArns()
                                    .getOrDefault("events", ""))
                            .message(event)
                            .messageAttributes(Map.of(
                                    "type",
                                    MessageAttributeValue.builder()
                                            .dataType("String")
                                            .stringValue(RemediationRequest.TYPE)
                                            .build())));
        }
        awaitState("close-bucket", "succeeded");
        assertThat(last("close-bucket").get("decidedBy").stringValue()).isEqualTo("bob");
        assertThat(orders("/close")).hasSize(1);

        List<String> answers = new ArrayList<>();
        await().atMost(SOON).untilAsserted(() -> {
            answers.addAll(results(id));
            assertThat(answers).containsExactlyInAnyOrder("STARTED", "EXECUTED");
        });
    }

    /** What the queue of compliance-reporter holds, which does not run here. */
    private List<String> results(UUID id) {
        SqsClient sqs = stage.topics().sqs(Stage.HUB);
        String url = stage.stack()
                .resources(Stage.HUB)
                .processorQueueUrl()
                .replace("alert-processor", "compliance-reporter");
        List<String> found = new ArrayList<>();
        sqs
                .receiveMessage(
                        receive -> receive.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(300))
                .messages()
                .stream()
                .map(message -> message.body())
                .filter(body -> body.contains(RemediationResult.TYPE) && body.contains(id.toString()))
                .forEach(body -> found.add(CloudEvents.read(body, RemediationResult.class)
                        .data()
                        .outcome()
                        .name()));
        return found;
    }
}
