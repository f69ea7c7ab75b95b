package com.kaldrix.monitoring.compliance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.activity.Activities;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChanges;
import com.kaldrix.monitoring.compliance.drift.DriftWatch;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.Findings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** The service over HTTP. */
class ComplianceApiTest extends ApiTest {
    private static final String SHA = "a".repeat(64);

    private final Findings findings;
    private final Activities activities;
    private final ConfigurationChanges configurations;
    private final DriftWatch watch;
    private final TransactionOperations transactions;

    @Autowired
    ComplianceApiTest(
            Findings findings,
            Activities activities,
            ConfigurationChanges configurations,
            DriftWatch watch,
            TransactionOperations transactions) {
        this.findings = findings;
        this.activities = activities;
        this.configurations = configurations;
        this.watch = watch;
        this.transactions = transactions;
    }

    private void take(Finding... found) {
        transactions.executeWithoutResult(status -> findings.take(List.of(found), clock.instant()));
    }

    private static List<String> values(JsonNode items, String name) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(name).asString())
                .toList();
    }

    private static String waiver(String scope, Instant expires) {
        return "{" + scope + ",\"reason\":\"until the migration\",\"owner\":\"alice\",\"expiresAt\":\"" + expires
                + "\"}";
    }

    private static String attestation(String framework, String requirement, Instant expires) {
        return "{\"framework\":\"%s\",\"requirement\":\"%s\",\"statement\":\"All signed\",\"evidenceName\":\"s.pdf\","
                        .formatted(framework, requirement)
                + "\"evidenceSha256\":\"" + SHA + "\",\"author\":\"the board\",\"expiresAt\":\"" + expires + "\"}";
    }

    private String evidence(String framework, String id) {
        JsonNode items = body(get(VIEWER, "/api/v1/requirements?framework=" + framework + "&id=" + id))
                .path("items");
        assertThat(items).hasSize(1);
        return items.get(0).path("evidence").stringValue();
    }

    @Test
    void findingsAreListedShownAndGivenToPeople() {
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(1));
            take(Examples.finding("IAM.4", "user-" + i, ComplianceStatus.FAILED, clock.instant()));
        }
        take(Examples.finding("IAM.5", "user-9", ComplianceStatus.PASSED, clock.instant()));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = body(get(VIEWER, "/api/v1/findings?compliance=failed&limit=2" + cursor));
            seen.addAll(values(page.path("items"), "resource"));
            cursor = page.has("next") ? "&cursor=" + page.path("next").stringValue() : "";
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactly("user-4", "user-3", "user-2", "user-1", "user-0");

        JsonNode first = body(get(VIEWER, "/api/v1/findings?control=securityhub:IAM.5"))
                .path("items")
                .get(0);
        String path = "/api/v1/findings/" + first.path("id").stringValue();
        assertThat(values(
                        body(get(VIEWER, "/api/v1/findings?framework=aws-fsbp&requirement=IAM.5"))
                                .path("items"),
                        "resource"))
                .containsExactly("user-9");
        JsonNode details = body(get(VIEWER, path));
        assertThat(details.at("/sightings/0/source").stringValue()).isEqualTo("securityhub");
        assertThat(values(details.path("requirements"), "framework")).contains("aws-fsbp");

        assertThat(call(VIEWER, HttpMethod.PUT, path + "/care", "{\"owner\":\"bob\"}"))
                .hasStatus(403);
        assertThat(call(AUDITOR, HttpMethod.PUT, path + "/care", "{\"owner\":\"bob\"}"))
                .hasStatus(403);
        assertThat(call(
                        RESPONDER,
                        HttpMethod.PUT,
                        path + "/care",
                        "{\"owner\":\"bob\",\"dueAt\":\"2026-04-01T00:00:00Z\"}"))
                .hasStatus(200);
        assertThat(values(body(get(VIEWER, "/api/v1/findings?owner=bob")).path("items"), "resource"))
                .containsExactly("user-9");
        assertThat(get(VIEWER, "/api/v1/findings/0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e"))
                .hasStatus(404);
    }

    @Test
    void scoresAreShownBesideTheirCoverageAndTheUnmappedListIsThere() {
        take(
                Examples.finding("IAM.4", "root", ComplianceStatus.FAILED, START),
                Examples.finding("IAM.5", "user", ComplianceStatus.PASSED, START),
                Examples.unmapped(START));
        JsonNode scores = body(get(VIEWER, "/api/v1/scores?framework=aws-fsbp&cut=all"));
        JsonNode score = scores.path("items").get(0);
        assertThat(scores.path("items")).hasSize(1);
        assertThat(score.path("securityHub").asInt()).isEqualTo(50);
        assertThat(score.path("percent").asInt()).as("critical counts for more").isBetween(1, 49);
        assertThat(score.path("coverage").asInt()).isZero();
        assertThat(score.path("words").stringValue()).contains(" % on 0 % of the requirements");
        assertThat(scores.path("summary").asInt()).isEqualTo(50);
        JsonNode unmapped = body(get(VIEWER, "/api/v1/scores/unmapped"));
        assertThat(unmapped.path("findings").asInt()).isEqualTo(1);
        assertThat(unmapped.at("/items/0/control").stringValue()).isEqualTo("config:my-own-rule");
        assertThat(evidence("aws-fsbp", "IAM.4")).isEqualTo("failed");
        assertThat(evidence("soc2-2017", "CC1.1")).isEqualTo("no_data");
        assertThat(text(mvc.get().uri("/actuator/prometheus").exchange()))
                .contains("kaldrix_compliance_score{", "standard=\"aws-fsbp\"", "kaldrix_compliance_coverage_ratio{")
                .contains("kaldrix_compliance_findings{", "kaldrix_compliance_collection_age_seconds{")
                .contains("kaldrix_compliance_audit_entries", "kaldrix_compliance_audit_checkpoint_age_seconds");
    }

    @Test
    void requirementsComeInPagesInTheOrderOfTheStandard() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = body(get(VIEWER, "/api/v1/requirements?framework=hipaa&limit=7" + cursor));
            ids.addAll(values(page.path("items"), "id"));
            cursor = page.has("next") ? "&cursor=" + page.path("next").stringValue() : "";
        } while (!cursor.isEmpty());
        JsonNode framework = body(get(VIEWER, "/api/v1/frameworks/hipaa"));
        List<String> expected = new ArrayList<>();
        framework.path("domains").forEach(domain -> expected.addAll(values(domain.path("requirements"), "id")));
        assertThat(ids).isEqualTo(expected).hasSizeGreaterThan(30);
        assertThat(values(body(get(VIEWER, "/api/v1/frameworks")).path("items"), "id"))
                .contains("hipaa", "gdpr");
    }

    @Test
    void aWaiverStopsCountingTheMinuteItLapses() {
        take(Examples.finding("IAM.4", "root", ComplianceStatus.FAILED, START));
        Instant end = START.plus(Duration.ofHours(1));
        assertThat(post(VIEWER, "/api/v1/waivers", waiver("\"control\":\"securityhub:IAM.4\"", end)))
                .hasStatus(403);
        assertThat(post(AUDITOR, "/api/v1/waivers", waiver("\"control\":\"securityhub:IAM.4\"", end)))
                .hasStatus(403);
        MvcTestResult made = post(RESPONDER, "/api/v1/waivers", waiver("\"control\":\"securityhub:IAM.4\"", end));
        assertThat(made).hasStatus(201);
        assertThat(evidence("aws-fsbp", "IAM.4")).isEqualTo("no_data");
        assertThat(body(get(VIEWER, "/api/v1/waivers?holds=true")).path("items"))
                .hasSize(1);
        clock.set(end);
        assertThat(evidence("aws-fsbp", "IAM.4")).isEqualTo("failed");
        assertThat(body(get(VIEWER, "/api/v1/waivers?holds=true")).path("items"))
                .isEmpty();
        assertThat(body(get(VIEWER, "/api/v1/waivers")).at("/items/0/holds").asBoolean())
                .isFalse();
        assertThat(jdbc.sql("select count(*) from trail_inbox where kind = 'waiver.created'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        String path = "/api/v1/waivers/" + body(made).path("id").stringValue();
        assertThat(call(RESPONDER, HttpMethod.DELETE, path, ""))
                .as("it has ended")
                .hasStatus(404);
    }

    @Test
    void anAttestationSpeaksForWhatChecksCannotJudge() {
        Instant end = START.plus(Duration.ofDays(30));
        MvcTestResult made = post(RESPONDER, "/api/v1/attestations", attestation("soc2-2017", "CC1.1", end));
        assertThat(made).hasStatus(201);
        assertThat(evidence("soc2-2017", "CC1.1")).isEqualTo("passed");
        assertThat(post(RESPONDER, "/api/v1/attestations", attestation("aws-fsbp", "IAM.4", end)))
                .hasStatus(400)
                .bodyText()
                .contains("/requirement", "judged by checks");
        String path = "/api/v1/attestations/" + body(made).path("id").stringValue();
        assertThat(call(RESPONDER, HttpMethod.DELETE, path, "")).hasStatus(204);
        assertThat(evidence("soc2-2017", "CC1.1")).isEqualTo("no_data");
        assertThat(body(get(VIEWER, path)).path("revokedBy").stringValue()).isEqualTo("alice");
    }

    @Test
    void driftIsShownSinceADayATimeAndABaseline() {
        take(Examples.finding("IAM.4", "root", ComplianceStatus.PASSED, START));
        watch.look();
        clock.advance(Duration.ofMinutes(10));
        assertThat(call(RESPONDER, HttpMethod.PUT, "/api/v1/drift/baselines/audit-2026", "{}"))
                .hasStatus(200);
        clock.advance(Duration.ofMinutes(10));
        take(Examples.finding("IAM.4", "root", ComplianceStatus.FAILED, clock.instant()));
        transactions.executeWithoutResult(
                status -> configurations.add(List.of(Examples.change("root", clock.instant()))));
        watch.look();
        JsonNode drift = body(get(VIEWER, "/api/v1/drift?baseline=audit-2026"));
        assertThat(drift.at("/controls/0/kind").stringValue()).isEqualTo("newly_failed");
        assertThat(drift.at("/controls/0/resources/0").stringValue()).isEqualTo("root");
        assertThat(values(drift.path("requirements"), "framework")).contains("aws-fsbp");
        assertThat(body(get(VIEWER, "/api/v1/drift?since=" + clock.instant().plusSeconds(1)))
                        .path("controls"))
                .isEmpty();
        assertThat(body(get(VIEWER, "/api/v1/drift")).at("/controls/0/before").stringValue())
                .as("a day ago nothing was known")
                .isEqualTo("no_data");
        assertThat(body(get(VIEWER, "/api/v1/drift/configuration?resource=root"))
                        .at("/items/0/properties/0/after")
                        .stringValue())
                .isEqualTo("2");
        assertThat(jdbc.sql("select count(*) from outbox where topic = 'alerts'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        JsonNode history = body(get(VIEWER, "/api/v1/scores/history?framework=aws-fsbp"));
        assertThat(values(history.path("items"), "percent")).containsExactly("0", "100");
        assertThat(call(RESPONDER, HttpMethod.DELETE, "/api/v1/drift/baselines/audit-2026", ""))
                .hasStatus(204);
        assertThat(get(VIEWER, "/api/v1/drift?baseline=audit-2026"))
                .hasStatus(400)
                .bodyText()
                .contains("baseline");
    }

    @Test
    void activityIsForAuditorsByPrincipalResourceAndTime() {
        transactions.executeWithoutResult(status -> activities.add(
                List.of(
                        Examples.activity("e-1", "arn:aws:iam::123456789012:user/eve", "", START),
                        Examples.activity(
                                "e-2", "arn:aws:iam::123456789012:user/bob", "AccessDenied", START.plusSeconds(9)),
                        Examples.activity("e-1", "arn:aws:iam::123456789012:user/eve", "", START)),
                START));
        assertThat(get(VIEWER, "/api/v1/activity")).hasStatus(403);
        assertThat(get(RESPONDER, "/api/v1/activity")).hasStatus(403);
        assertThat(values(body(get(AUDITOR, "/api/v1/activity")).path("items"), "id"))
                .containsExactly("e-2", "e-1");
        assertThat(values(body(get(AUDITOR, "/api/v1/activity?failed=true")).path("items"), "id"))
                .containsExactly("e-2");
        String eve = URLEncoder.encode("arn:aws:iam::123456789012:user/eve", StandardCharsets.UTF_8);
        assertThat(values(
                        body(get(AUDITOR, "/api/v1/activity?principal=" + eve)).path("items"), "id"))
                .containsExactly("e-1");
        assertThat(values(
                        body(get(AUDITOR, "/api/v1/activity?resource=vpc-1&to=" + START.plusSeconds(1)))
                                .path("items"),
                        "id"))
                .containsExactly("e-1");
        assertThat(body(get(AUDITOR, "/api/v1/activity?resource=vpc")).path("items"))
                .isEmpty();
        clock.set(AUDITED_UNTIL);
        assertThat(get(AUDITOR, "/api/v1/activity")).hasStatus(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/findings?compliance=bad|compliance",
                "/api/v1/findings?severity=worst|severity",
                "/api/v1/findings?limit=501|limit",
                "/api/v1/findings?limit=x|limit",
                "/api/v1/findings?cursor=abc|cursor",
                "/api/v1/findings?changedFrom=yesterday|changedFrom",
                "/api/v1/findings?colour=red|colour",
                "/api/v1/findings?framework=gdpr|requirement",
                "/api/v1/findings?requirement=x|framework",
                "/api/v1/findings?framework=gdpr&requirement=x|requirement",
                "/api/v1/findings/x|id",
                "/api/v1/requirements?framework=none|framework",
                "/api/v1/requirements?cursor=MSAwMTk4YzFmMi03YjVlLTdkMTAtOWMzYS0yZjhkNmExYjRjNWUgeA|cursor",
                "/api/v1/requirements?kind=x|kind",
                "/api/v1/scores?framework=none|framework",
                "/api/v1/scores?cut=x|cut",
                "/api/v1/scores/history|framework",
                "/api/v1/scores/history?framework=gdpr&cut=region|part",
                "/api/v1/scores/history?framework=gdpr&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z|to",
                "/api/v1/drift?since=2026-01-01T00:00:00Z&baseline=a|baseline",
                "/api/v1/drift/configuration?limit=0|limit",
                "/api/v1/waivers?holds=perhaps|holds",
                "/api/v1/attestations?cursor=x|cursor",
            })
    void aBadParameterIsNamed(String uri, String field) {
        assertThat(get(ADMIN, uri)).as(uri).hasStatus(400).bodyText().contains("\"" + field + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/waivers|{}|/reason,/owner,/expiresAt",
                "/api/v1/waivers|{\"reason\":\"x\",\"owner\":\"y\",\"expiresAt\":\"2026-03-02T00:00:00Z\"}|/finding",
                "/api/v1/waivers|{\"control\":\"a:b\",\"resource\":\"r\",\"reason\":\"x\",\"owner\":\"y\",\"expiresAt\":\"2026-03-02T00:00:00Z\"}|/finding",
                "/api/v1/waivers|{\"control\":\"IAM.4\",\"reason\":\"x\",\"owner\":\"y\",\"expiresAt\":\"2026-03-02T00:00:00Z\"}|/control",
                "/api/v1/waivers|{\"resource\":\"r\",\"account\":\"1\",\"reason\":\"x\",\"owner\":\"y\",\"expiresAt\":\"2026-03-02T00:00:00Z\"}|/account",
                "/api/v1/waivers|{\"finding\":\"0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e\",\"reason\":\"x\",\"owner\":\"y\",\"expiresAt\":\"2026-03-02T00:00:00Z\"}|/finding",
                "/api/v1/waivers|{\"resource\":\"r\",\"reason\":\"x\",\"owner\":\"y\",\"expiresAt\":\"2026-03-01T12:00:00Z\"}|/expiresAt",
                "/api/v1/waivers|{\"resource\":\"r\",\"reason\":\"x\",\"owner\":\"y\",\"expiresAt\":\"2028-03-01T12:00:00Z\"}|/expiresAt",
                "/api/v1/waivers|{\"resource\":\"\\u0000\",\"reason\":\"x\",\"owner\":\"y\",\"expiresAt\":\"2026-03-02T00:00:00Z\"}|/resource",
                "/api/v1/attestations|{}|/framework,/requirement,/statement,/evidenceName,/evidenceSha256,/author,/expiresAt",
                "/api/v1/attestations|{\"framework\":\"soc2-2017\",\"requirement\":\"CC1.1\",\"statement\":\"s\",\"evidenceName\":\"e\",\"evidenceSha256\":\"A\",\"author\":\"a\",\"expiresAt\":\"2026-03-02T00:00:00Z\"}|/evidenceSha256",
            })
    void aBadBodyIsRefusedWithAllFieldsNamed(String sample) {
        String[] parts = sample.split("\\|");
        MvcTestResult result = post(RESPONDER, parts[0], parts[1]);
        assertThat(result).as(sample).hasStatus(400);
        for (String field : parts[2].split(",")) {
            assertThat(text(result)).as(sample).contains("\"" + field + "\"");
        }
    }
}
