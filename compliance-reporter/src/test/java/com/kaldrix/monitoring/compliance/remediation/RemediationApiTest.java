package com.kaldrix.monitoring.compliance.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.RemediationRequest;
import com.kaldrix.monitoring.common.event.RemediationResult;
import com.kaldrix.monitoring.common.event.RemediationResult.Outcome;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.compliance.api.ApiTest;
import com.kaldrix.monitoring.compliance.collect.Dispatcher;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import com.kaldrix.monitoring.compliance.intake.Intake;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** A remediation from the request to the judgement, by HTTP and by the events that a queue brings. */
class RemediationApiTest extends ApiTest {
    private static final String PATH = "/api/v1/remediations";
    private static final FindingKey KEY = new FindingKey(
            "123456789012", "eu-west-1", Control.parse("securityhub:S3.8"), "arn:aws:s3:::ledger-archive");

    private final Findings findings;
    private final RemediationWork work;
    private final Intake intake;
    private final Dispatcher dispatcher;
    private final TransactionOperations transactions;

    @Autowired
    RemediationApiTest(
            Findings findings,
            RemediationWork work,
            Intake intake,
            Dispatcher dispatcher,
            TransactionOperations transactions) {
        this.findings = findings;
        this.work = work;
        this.intake = intake;
        this.dispatcher = dispatcher;
        this.transactions = transactions;
    }

    private void stands(Verdict verdict) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(status -> findings.take(
                List.of(new Finding(
                        KEY,
                        new Origin(Source.SECURITY_HUB, "f"),
                        "AWS::S3::Bucket",
                        "The bucket is open",
                        FindingSeverity.HIGH,
                        verdict,
                        Seen.at(now, now),
                        FindingClues.none().withControl("S3.8"))),
                now));
    }

    private void stands(ComplianceStatus status) {
        stands(Verdict.of(status));
    }

    private MvcTestResult ask(String token, String playbook) {
        return post(
                token,
                PATH,
                "{\"finding\":\"" + KEY.id() + "\",\"playbook\":\"" + playbook
                        + "\",\"reason\":\"It holds the ledger\"}");
    }

    private String asked() {
        MvcTestResult result = ask(RESPONDER, "block-public-access");
        assertThat(result).hasStatus(201);
        return body(result).at("/remediation/id").stringValue();
    }

    private void approved(String id) {
        assertThat(post(ADMIN, PATH + "/" + id + "/approve", "{\"note\":\"go\"}"))
                .hasStatus(200);
    }

    private int results;

    private void says(String id, Outcome outcome, Instant at) {
        String event = CloudEvents.write(CloudEvent.of(
                "/alert-processor",
                new Region("eu-west-1"),
                at,
                new RemediationResult(UUID.fromString(id), outcome, "alert-processor", "done so", at)));
        intake.accept(Map.of(
                "queue/" + id + results++, dispatcher.read(SnsEnvelope.unwrap(event, Map.of(), "m-" + results))));
    }

    private JsonNode shown(String id) {
        return body(get(VIEWER, PATH + "/" + id));
    }

    private String state(String id) {
        return shown(id).at("/remediation/state").stringValue();
    }

    private String judgement(String id) {
        return shown(id).at("/remediation/judgement").stringValue();
    }

    private List<String> steps(String id) {
        return StreamSupport.stream(shown(id).path("steps").spliterator(), false)
                .map(step -> step.path("what").stringValue())
                .toList();
    }

    private List<String> requests() {
        return jdbc.sql("select body from outbox where type = :type order by id")
                .param("type", RemediationRequest.TYPE)
                .query(String.class)
                .list();
    }

    @Test
    void nothingButTheFindingsNewStateCountsAsSuccess() {
        stands(ComplianceStatus.FAILED);
        clock.advance(Duration.ofMinutes(1));
        String id = asked();
        assertThat(state(id)).isEqualTo("proposed");
        assertThat(requests()).as("nothing is sent before somebody agrees").isEmpty();

        assertThat(post(RESPONDER, PATH + "/" + id + "/approve", "{}"))
                .as("not whoever asked")
                .hasStatus(409);
        approved(id);
        assertThat(requests()).hasSize(1);
        RemediationRequest request = CloudEvents.read(requests().getFirst(), RemediationRequest.class)
                .data();
        assertThat(request.remediationId()).hasToString(id);
        assertThat(request.action()).isEqualTo("s3.block-public-access");
        assertThat(request.parameters()).isEqualTo(Map.of("bucket", "ledger-archive"));
        assertThat(request.requestedBy()).isEqualTo("alice");
        assertThat(request.approvedBy()).isEqualTo("root");

        clock.advance(Duration.ofMinutes(5));
        says(id, Outcome.EXECUTED, clock.instant());
        says(id, Outcome.STARTED, clock.instant().minusSeconds(60));
        work.judge();
        assertThat(state(id)).as("what is late changes nothing").isEqualTo("executed");
        assertThat(judgement(id))
                .as("that it was executed does not say that it helped")
                .isEqualTo("open");

        clock.advance(Duration.ofMinutes(10));
        stands(ComplianceStatus.PASSED);
        work.judge();
        assertThat(judgement(id)).isEqualTo("helped");
        assertThat(steps(id)).containsExactly("proposed", "approved", "executed", "helped");
        assertThat(jdbc.sql("select kind from trail_inbox where subject = :subject order by id")
                        .param("subject", "remediation/" + id)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "remediation.proposed", "remediation.approved", "remediation.executed", "remediation.helped");
        assertThat(jdbc.sql("select action from audit_log where target = :target order by id")
                        .param("target", "remediation/" + id)
                        .query(String.class)
                        .list())
                .containsExactly("remediation.request", "remediation.approve");
    }

    @Test
    void whatWasExecutedAndDidNotHelpIsNoSuccess() {
        stands(ComplianceStatus.FAILED);
        clock.advance(Duration.ofMinutes(1));
        String id = asked();
        approved(id);
        says(id, Outcome.EXECUTED, clock.instant());
        clock.advance(Duration.ofMinutes(30));
        stands(new Verdict(ComplianceStatus.FAILED, WorkflowStatus.SUPPRESSED, RecordState.ACTIVE));
        work.judge();
        assertThat(judgement(id))
                .as("that somebody does not want to see it is no success")
                .isEqualTo("open");
        clock.advance(Duration.ofHours(2));
        work.judge();
        assertThat(judgement(id)).isEqualTo("did_not_help");
    }

    @Test
    void whatWasRefusedMayStillHaveBeenPutRightOtherwise() {
        stands(ComplianceStatus.FAILED);
        clock.advance(Duration.ofMinutes(1));
        String id = asked();
        approved(id);
        says(id, Outcome.REFUSED, clock.instant());
        clock.advance(Duration.ofMinutes(1));
        stands(Verdict.of(ComplianceStatus.FAILED).archived());
        work.judge();
        assertThat(state(id)).isEqualTo("refused");
        assertThat(judgement(id)).isEqualTo("helped");
    }

    @Test
    void whatNobodyAgreesToIsNeverSent() {
        stands(ComplianceStatus.FAILED);
        String rejected = asked();
        assertThat(post(RESPONDER, PATH + "/" + rejected + "/reject", "{\"note\":\"no\"}"))
                .hasStatus(200);
        assertThat(state(rejected)).isEqualTo("rejected");
        assertThat(post(ADMIN, PATH + "/" + rejected + "/approve", "{}")).hasStatus(409);

        String late = asked();
        clock.advance(Duration.ofHours(24));
        assertThat(post(ADMIN, PATH + "/" + late + "/approve", "{}"))
                .as("too late")
                .hasStatus(409);
        work.judge();
        assertThat(state(late)).isEqualTo("expired");
        assertThat(judgement(late)).isEqualTo("never_tried");
        says(late, Outcome.EXECUTED, clock.instant());
        assertThat(state(late)).as("a result of what was not sent").isEqualTo("expired");
        assertThat(requests()).isEmpty();
    }

    @Test
    void oneAtATimeAndOnlyWhatFailsAndOnlyWhatThePlaybookIsAbout() {
        stands(ComplianceStatus.FAILED);
        asked();
        assertThat(ask(RESPONDER, "block-public-access")).hasStatus(409);
        assertThat(ask(RESPONDER, "isolate-instance")).hasStatus(400);
        assertThat(ask(RESPONDER, "nothing")).hasStatus(400);
        assertThat(post(RESPONDER, PATH, "{}")).hasStatus(400);
        clock.advance(Duration.ofMinutes(1));
        stands(ComplianceStatus.PASSED);
        work.judge();
        assertThat(ask(RESPONDER, "block-public-access"))
                .as("nothing to put right")
                .hasStatus(409);
    }

    @Test
    void viewersAndAuditorsReadAndAskForNothing() {
        stands(ComplianceStatus.FAILED);
        String id = asked();
        for (String token : List.of(VIEWER, AUDITOR)) {
            assertThat(ask(token, "block-public-access")).hasStatus(403);
            assertThat(post(token, PATH + "/" + id + "/approve", "{}")).hasStatus(403);
            assertThat(post(token, PATH + "/" + id + "/reject", "{}")).hasStatus(403);
            assertThat(get(token, PATH + "?state=proposed&judgement=open&finding=" + KEY.id()))
                    .hasStatus(200);
        }
        assertThat(body(get(VIEWER, PATH + "?playbook=block-public-access")).path("items"))
                .hasSize(1);
        assertThat(body(get(VIEWER, PATH + "?state=rejected")).path("items")).isEmpty();
        assertThat(body(get(VIEWER, PATH + "/playbooks?finding=" + KEY.id())).path("items"))
                .hasSize(1);
        assertThat(call(VIEWER, HttpMethod.GET, PATH + "?state=perhaps", "")).hasStatus(400);
    }
}
