package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.remediation.Progress;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.RemediationRequest;
import com.kaldrix.monitoring.common.event.RemediationResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compliance asks for something to be put right, and hears what became of it. */
class RemediationRequestStoryTest {
    private static final String ROUTES = "receivers: [{name: nobody}]\nroute: {receiver: nobody}\n";
    private static final UUID ID = UUID.fromString("01980c10-2e00-7c33-a000-00000000b001");

    private static Story begin(String mode) {
        return Story.begin(ROUTES, """
                remediation:
                  - name: close-bucket
                    requests: [s3.block-public-access]
                    mode: %s
                    timeout: 10m
                    action: {ssm: {document: prod-kaldrix-block-public-access, region: '{region}',
                                   parameters: {bucket: '{bucket}'}}}
                """.formatted(mode));
    }

    private static RemediationRequest request(Story story, String action, @Nullable String approvedBy) {
        return new RemediationRequest(
                ID,
                "block-public-access",
                action,
                Map.of("bucket", "ledger-archive"),
                UUID.fromString("5f0c6d1e-8a4b-8c2d-9e3f-0a1b2c3d4e5f"),
                "securityhub:S3.8",
                "123456789012",
                "arn:aws:s3:::ledger-archive",
                "AWS::S3::Bucket",
                "eu-west-1",
                "alice",
                approvedBy,
                "The bucket is open",
                story.now(),
                story.now().plus(Duration.ofHours(1)));
    }

    private static List<String> results(Story story) {
        return story
                .jdbc()
                .sql("select body from outbox where type = 'com.kaldrix.remediation.result.v1' order by id")
                .query(String.class)
                .list()
                .stream()
                .map(body -> CloudEvents.read(body, RemediationResult.class).data())
                .peek(result -> assertThat(result.remediationId()).isEqualTo(ID))
                .map(result -> result.outcome() + " " + result.note())
                .toList();
    }

    @Test
    void whatWasApprovedThereIsDoneOnceHoweverOftenItIsAskedFor() {
        Story story = begin("approve");
        story.asked("m-1", request(story, "s3.block-public-access", "bob"));
        story.asked("m-1", request(story, "s3.block-public-access", "bob"));
        story.asked("m-2", request(story, "s3.block-public-access", "bob"));
        story.machine().goesOn(new Progress.Succeeded("blocked"));
        story.at("1m");

        assertThat(story.machine().begun()).hasSize(1);
        assertThat(story.jdbc()
                        .sql("select decided_by from remediation")
                        .query(String.class)
                        .single())
                .isEqualTo("bob");
        assertThat(story.machine().begun().getFirst().order().settings())
                .containsEntry("region", "eu-west-1")
                .containsEntry("parameter.bucket", "ledger-archive");
        assertThat(results(story))
                .containsExactly(
                        "STARTED SSM document prod-kaldrix-block-public-access with {bucket=ledger-archive}",
                        "EXECUTED blocked");
    }

    @Test
    void whatNobodyApprovedWaitsHereAndExpires() {
        Story story = begin("approve");
        story.asked("m-1", request(story, "s3.block-public-access", null)).at("2h");

        assertThat(story.machine().begun()).isEmpty();
        assertThat(results(story)).containsExactly("REFUSED nobody agreed in time");
    }

    @Test
    void whatNoRuleCarriesOutIsRefusedByName() {
        Story story = begin("automatic");
        story.asked("m-1", request(story, "ec2.isolate-instance", "bob"));
        assertThat(results(story)).containsExactly("REFUSED no rule carries out 'ec2.isolate-instance' here");
    }

    @Test
    void whatIsTriedOutIsRefused() {
        Story story = begin("dry-run");
        story.asked("m-1", request(story, "s3.block-public-access", "bob")).at("1m");
        assertThat(story.machine().begun()).isEmpty();
        assertThat(results(story)).containsExactly("REFUSED the rule is tried out: nothing was done");
    }

    @Test
    void whatFailsOrHangsIsSaid() {
        Story story = begin("automatic");
        story.asked("m-1", request(story, "s3.block-public-access", null)).at("20m");
        assertThat(results(story).getLast())
                .isEqualTo(
                        "FAILED nobody knows whether it was done: it did not end within 10m; when last asked, it still ran");
    }
}
