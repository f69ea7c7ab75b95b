package com.kaldrix.monitoring.compliance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.compliance.activity.Activities;
import com.kaldrix.monitoring.compliance.audit.log.Checkpoints;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChanges;
import com.kaldrix.monitoring.compliance.drift.DriftWatch;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document against the running service. */
class OpenApiTest extends ApiTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final String F = "/api/v1/findings";
    private static final String W = "/api/v1/waivers";
    private static final String T = "/api/v1/attestations";
    private static final String D = "/api/v1/drift";
    private static final String A = "/api/v1/audit";
    private static final String P = "/api/v1/reports";
    private static final String R = "/api/v1/remediations";
    private static final String B = "/api/v1/breaches";

    private final RequestMappingHandlerMapping mappings;
    private final TransactionOperations transactions;
    private final Facts facts;

    /** What fills the service. */
    record Facts(
            Findings findings,
            Activities activities,
            ConfigurationChanges configurations,
            DriftWatch watch,
            Trail trail,
            Checkpoints checkpoints,
            Work reports) {}

    @Autowired
    OpenApiTest(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            TransactionOperations transactions,
            ApplicationContext context) {
        this.mappings = mappings;
        this.transactions = transactions;
        this.facts = new Facts(
                context.getBean(Findings.class),
                context.getBean(Activities.class),
                context.getBean(ConfigurationChanges.class),
                context.getBean(DriftWatch.class),
                context.getBean(Trail.class),
                context.getBean(Checkpoints.class),
                context.getBean("reportWork", Work.class));
    }

    private JsonNode document() {
        return body(get(VIEWER, "/v3/api-docs"));
    }

    @Test
    void namesEveryOperationThatIsMappedAndNoOther() {
        Set<String> mapped = mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("com.kaldrix.monitoring."))
                .flatMap(entry -> operations(entry.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = new TreeSet<>();
        document()
                .get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, operation) -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(mapped).hasSizeGreaterThanOrEqualTo(12);
        assertThat(documented).isEqualTo(mapped);
    }

    private static Stream<String> operations(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path));
    }

    @Test
    void explainsEveryOperationAndItsParameters() {
        JsonNode document = document();
        assertThat(document.at("/info/title").stringValue()).isEqualTo("KALDRIX compliance-reporter");
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
                    String name = method + " " + path;
                    assertThat(operation.path("summary").asString("")).as(name).isNotBlank();
                    assertThat(operation.path("tags").size()).as(name).isPositive();
                    operation
                            .path("parameters")
                            .forEach(parameter -> assertThat(
                                            parameter.path("description").asString(""))
                                    .as(name + " " + parameter)
                                    .isNotBlank());
                }));
    }

    /** A call of an operation. */
    private record Call(String token, HttpMethod method, String path, String uri, String body, int status) {}

    private static Call read(String path, String uri) {
        return new Call(ADMIN, HttpMethod.GET, path, uri, "", 200);
    }

    private static Call write(HttpMethod method, String path, String uri, String body, int status) {
        return new Call(RESPONDER, method, path, uri, body, status);
    }

    private void fill() {
        Finding failed = Examples.finding("IAM.4", "root", ComplianceStatus.FAILED, START);
        transactions.executeWithoutResult(status -> {
            facts.findings().take(List.of(failed, Examples.unmapped(START)), START);
            facts.activities().add(List.of(Examples.activity("e-1", "eve", "", START)), START);
            facts.configurations().add(List.of(Examples.change("root", START)));
        });
        facts.watch().look();
        jdbc.sql(
                        "insert into pull (account, region, source, wanted_since, next_at, collected_at, failing_since, reason, words)"
                                + " values ('123456789012', 'eu-west-1', 'macie', :at, :at, :at, :at, 'REFUSED', 'no')")
                .param("at", Timestamp.from(START))
                .update();
        jdbc.sql("insert into control_enablement values"
                        + " ('123456789012', 'eu-west-1', 'arn:s', 'IAM.4', 'READY', false, 'x', :at)")
                .param("at", Timestamp.from(START))
                .update();
        while (facts.trail().sequence(100) > 0) {
            // Until nothing waits.
        }
        facts.checkpoints().make();
    }

    /** Id of a finding about a bucket that has a playbook. */
    private String bucket() {
        Finding open = Examples.bucket(START);
        transactions.executeWithoutResult(status -> facts.findings().take(List.of(open), START));
        return open.key().id().toString();
    }

    /** Id of a threat that has a playbook. */
    private String other() {
        Finding threat = Examples.threat(START);
        transactions.executeWithoutResult(status -> facts.findings().take(List.of(threat), START));
        return threat.key().id().toString();
    }

    @Test
    void whatIsAnsweredIsWhatTheDocumentSays() {
        fill();
        String unknown = "0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e";
        String finding = body(get(VIEWER, F)).at("/items/0/id").stringValue();
        String waiver = "{\"finding\":\"" + finding
                + "\",\"reason\":\"x\",\"owner\":\"y\",\"expiresAt\":\"2026-03-02T00:00:00Z\"}";
        String attestation =
                "{\"framework\":\"soc2-2017\",\"requirement\":\"CC1.1\",\"statement\":\"s\",\"evidenceName\":\"e\","
                        + "\"evidenceSha256\":\"" + "0".repeat(64)
                        + "\",\"author\":\"a\",\"expiresAt\":\"2026-03-02T00:00:00Z\"}";
        String wanted = "{\"finding\":\"" + bucket() + "\",\"playbook\":\"block-public-access\",\"reason\":\"r\"}";
        String remediationId =
                body(post(ADMIN, R, wanted)).at("/remediation/id").stringValue();
        String breach = "{\"title\":\"t\",\"description\":\"d\",\"discoveredAt\":\"2026-03-01T11:00:00Z\","
                + "\"regimes\":[\"gdpr\",\"hipaa\"],\"findings\":[\"" + finding + "\"]}";
        String breachId = body(post(RESPONDER, B, breach)).path("id").stringValue();
        String suspectedId = body(post(RESPONDER, B, breach)).path("id").stringValue();
        jdbc.sql("update breach set state = 'SUSPECTED' where id = :id::uuid")
                .param("id", suspectedId)
                .update();
        String notification = "{\"regime\":\"gdpr\",\"reference\":\"r\"}";
        String otherId = body(post(
                        ADMIN,
                        R,
                        wanted.replace(bucket(), other()).replace("block-public-access", "revoke-credentials")))
                .at("/remediation/id")
                .stringValue();
        String waiverId = body(post(RESPONDER, W, waiver)).path("id").stringValue();
        String attestationId = body(post(RESPONDER, T, attestation)).path("id").stringValue();
        String wantedReport = "{\"from\":\"2026-02-01T00:00:00Z\",\"standards\":[\"gdpr\"]}";
        String reportId = body(post(RESPONDER, P, wantedReport)).path("id").stringValue();
        var unused = facts.reports().run(() -> {});
        List<Call> calls = new ArrayList<>(List.of(
                read("/-/healthy", "/-/healthy"),
                read("/-/ready", "/-/ready"),
                read("/api/v1/frameworks", "/api/v1/frameworks"),
                read("/api/v1/frameworks/{id}", "/api/v1/frameworks/gdpr"),
                new Call(VIEWER, HttpMethod.GET, "/api/v1/frameworks/{id}", "/api/v1/frameworks/none", "", 404),
                read("/api/v1/requirements", "/api/v1/requirements?limit=3"),
                read("/api/v1/requirements", "/api/v1/requirements?framework=aws-fsbp&evidence=failed"),
                new Call(VIEWER, HttpMethod.GET, "/api/v1/requirements", "/api/v1/requirements?kind=x", "", 400),
                read(F, F),
                read(F + "/{id}", F + "/" + finding),
                new Call(VIEWER, HttpMethod.GET, F + "/{id}", F + "/" + unknown, "", 404),
                write(HttpMethod.PUT, F + "/{id}/care", F + "/" + finding + "/care", "{\"owner\":\"bob\"}", 200),
                write(
                        HttpMethod.PUT,
                        F + "/{id}/care",
                        F + "/" + finding + "/care",
                        "{\"owner\":\"bob\",\"dueAt\":\"2026-04-01T00:00:00Z\"}",
                        200),
                write(HttpMethod.PUT, F + "/{id}/care", F + "/" + finding + "/care", "{}", 400),
                read("/api/v1/scores", "/api/v1/scores"),
                read("/api/v1/scores/history", "/api/v1/scores/history?framework=aws-fsbp"),
                read("/api/v1/scores/unmapped", "/api/v1/scores/unmapped"),
                read(D, D),
                read(D + "/configuration", D + "/configuration"),
                write(HttpMethod.PUT, D + "/baselines/{name}", D + "/baselines/b", "{}", 200),
                write(HttpMethod.PUT, D + "/baselines/{name}", D + "/baselines/B", "{}", 400),
                read(D + "/baselines", D + "/baselines"),
                write(HttpMethod.DELETE, D + "/baselines/{name}", D + "/baselines/b", "", 204),
                read(W, W),
                read(W + "/{id}", W + "/" + waiverId),
                write(HttpMethod.POST, W, W, waiver, 201),
                write(HttpMethod.POST, W, W, "{}", 400),
                write(HttpMethod.DELETE, W + "/{id}", W + "/" + waiverId, "", 204),
                write(HttpMethod.DELETE, W + "/{id}", W + "/" + waiverId, "", 404),
                read(W + "/{id}", W + "/" + waiverId),
                read(T, T),
                read(T + "/{id}", T + "/" + attestationId),
                write(HttpMethod.POST, T, T, attestation, 201),
                write(HttpMethod.DELETE, T + "/{id}", T + "/" + attestationId, "", 204),
                new Call("", HttpMethod.GET, W, W, "", 401),
                new Call(VIEWER, HttpMethod.POST, W, W, waiver, 403),
                read(P, P),
                read(P, P + "?kind=custom&state=made"),
                new Call(VIEWER, HttpMethod.GET, P, P + "?kind=x", "", 400),
                read(P + "/{id}", P + "/" + reportId),
                new Call(VIEWER, HttpMethod.GET, P + "/{id}", P + "/" + unknown, "", 404),
                write(HttpMethod.POST, P, P, wantedReport, 202),
                write(HttpMethod.POST, P, P, "{}", 400),
                read(P + "/{id}/files/{name}", P + "/" + reportId + "/files/report.html"),
                read(P + "/{id}/files/{name}", P + "/" + reportId + "/files/report.pdf"),
                read(P + "/{id}/files/{name}", P + "/" + reportId + "/files/findings.csv"),
                read(P + "/{id}/files/{name}", P + "/" + reportId + "/files/findings.ocsf.jsonl"),
                read(P + "/{id}/files/{name}", P + "/" + reportId + "/files/manifest.note"),
                new Call(
                        AUDITOR, HttpMethod.GET, P + "/{id}/files/{name}", P + "/" + reportId + "/files/none", "", 404),
                read("/api/v1/collection", "/api/v1/collection?state=not_collected&source=macie"),
                read("/api/v1/collection/controls", "/api/v1/collection/controls?enabled=false"),
                new Call(VIEWER, HttpMethod.GET, "/api/v1/collection", "/api/v1/collection?source=x", "", 400),
                read(B, B),
                read(B + "/{id}", B + "/" + breachId),
                write(HttpMethod.POST, B, B, breach, 201),
                write(HttpMethod.POST, B, B, "{}", 400),
                write(
                        HttpMethod.POST,
                        B + "/{id}/notifications",
                        B + "/" + breachId + "/notifications",
                        notification,
                        200),
                write(
                        HttpMethod.POST,
                        B + "/{id}/notifications",
                        B + "/" + breachId + "/notifications",
                        notification,
                        409),
                write(
                        HttpMethod.POST,
                        B + "/{id}/confirm",
                        B + "/" + suspectedId + "/confirm",
                        "{\"reason\":\"r\"}",
                        200),
                write(HttpMethod.POST, B + "/{id}/dismiss", B + "/" + breachId + "/dismiss", "{\"reason\":\"r\"}", 200),
                write(HttpMethod.POST, B + "/{id}/dismiss", B + "/" + breachId + "/dismiss", "{}", 400),
                read(B + "/{id}", B + "/" + breachId),
                new Call(VIEWER, HttpMethod.POST, B, B, breach, 403),
                new Call(VIEWER, HttpMethod.GET, B + "/{id}", B + "/" + unknown, "", 404),
                read(R, R),
                read(R + "/playbooks", R + "/playbooks"),
                read(R + "/{id}", R + "/" + remediationId),
                new Call(VIEWER, HttpMethod.GET, R + "/{id}", R + "/" + unknown, "", 404),
                write(HttpMethod.POST, R + "/{id}/reject", R + "/" + remediationId + "/reject", "{}", 200),
                write(HttpMethod.POST, R, R, wanted, 201),
                write(HttpMethod.POST, R, R, wanted, 409),
                write(HttpMethod.POST, R, R, "{}", 400),
                write(HttpMethod.POST, R + "/{id}/approve", R + "/" + otherId + "/approve", "{}", 200),
                write(HttpMethod.POST, R + "/{id}/approve", R + "/" + remediationId + "/approve", "{}", 409),
                new Call(VIEWER, HttpMethod.POST, R, R, wanted, 403),
                read("/api/v1/activity", "/api/v1/activity"),
                read(A, A),
                read(A + "/checkpoint", A + "/checkpoint"),
                read(A + "/key", A + "/key"),
                read(A + "/proof", A + "/proof?entry=0"),
                read(A + "/consistency", A + "/consistency?from=1"),
                read(A + "/export", A + "/export")));
        JsonNode document = document();
        Set<String> succeeded = new TreeSet<>();
        for (Call call : calls) {
            MvcTestResult result = call(call.token(), call.method(), call.uri(), call.body());
            assertThat(result).as(call.toString()).hasStatus(call.status());
            validate(document, call, result);
            if (call.status() < 300) {
                succeeded.add(call.method() + " " + call.path());
            }
        }
        Set<String> documented = new TreeSet<>();
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, operation) -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(succeeded).isEqualTo(documented);
    }

    private void validate(JsonNode document, Call call, MvcTestResult result) {
        JsonNode response = document.get("paths")
                .get(call.path())
                .get(call.method().name().toLowerCase(Locale.ROOT))
                .get("responses")
                .path(Integer.toString(call.status()));
        assertThat(response.isObject()).as(call + " is documented").isTrue();
        byte[] body = result.getResponse().getContentAsByteArray();
        if (body.length == 0) {
            assertThat(response.has("content")).as(call + " has no body").isFalse();
            return;
        }
        String type = String.valueOf(result.getResponse().getContentType()).split(";")[0];
        JsonNode content = response.path("content").path(type);
        assertThat(content.isObject())
                .as(call + " answers with " + type + ": " + response)
                .isTrue();
        if (!type.endsWith("json")) {
            return;
        }
        ObjectNode schema = json.createObjectNode();
        schema.set("components", closed(document.get("components")));
        schema.setAll((ObjectNode) content.get("schema").deepCopy());
        var errors = SCHEMAS.getSchema(schema.toString(), InputFormat.JSON)
                .validate(new String(body, StandardCharsets.UTF_8), InputFormat.JSON);
        assertThat(errors)
                .as(call + " " + new String(body, StandardCharsets.UTF_8))
                .isEmpty();
    }

    /** Every object with named properties has no others: what is not in the document must not be answered. */
    private static JsonNode closed(JsonNode components) {
        JsonNode copy = components.deepCopy();
        copy.get("schemas").forEach(schema -> {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
        return copy;
    }
}
