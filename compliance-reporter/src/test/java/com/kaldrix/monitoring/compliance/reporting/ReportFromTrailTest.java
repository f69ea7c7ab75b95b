package com.kaldrix.monitoring.compliance.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.api.Examples;
import com.kaldrix.monitoring.compliance.api.ServiceTest;
import com.kaldrix.monitoring.compliance.attest.Attestation;
import com.kaldrix.monitoring.compliance.attest.Attestations;
import com.kaldrix.monitoring.compliance.attest.Made;
import com.kaldrix.monitoring.compliance.attest.Term;
import com.kaldrix.monitoring.compliance.attest.Waiver;
import com.kaldrix.monitoring.compliance.attest.Waivers;
import com.kaldrix.monitoring.compliance.audit.log.Checkpoints;
import com.kaldrix.monitoring.compliance.audit.log.Record;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.reporting.again.TestReportAgain;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** A report that is made again from the audit trail alone, and held against it. With a database and a trail of its own, in which nothing else is. */
class ReportFromTrailTest extends ServiceTest {
    private static final TestDatabase OWN = LocalPostgres.shared().freshDatabase();
    private static final Instant EARLIER = START.minus(Duration.ofDays(3));
    /** More than one part of the data set. */
    private static final int MANY = 3_000;

    private static final UUID WAIVER = new UUID(7, 1);
    private static final UUID REVOKED = new UUID(7, 2);

    private final ReportWork work;
    private final Stores stores;
    private final Trail trail;
    private final Checkpoints checkpoints;
    private final TransactionOperations transactions;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** What a report tells of. */
    private record Stores(Findings findings, Waivers waivers, Attestations attestations) {}

    @Autowired
    ReportFromTrailTest(
            ReportWork work,
            Trail trail,
            Checkpoints checkpoints,
            TransactionOperations transactions,
            ApplicationContext context) {
        this.work = work;
        this.stores = new Stores(
                context.getBean(Findings.class), context.getBean(Waivers.class), context.getBean(Attestations.class));
        this.trail = trail;
        this.checkpoints = checkpoints;
        this.transactions = transactions;
    }

    @DynamicPropertySource
    static void own(DynamicPropertyRegistry properties) throws IOException {
        properties(properties, OWN, Files.createTempDirectory("own-trail"));
    }

    private void take(List<Finding> found) {
        transactions.executeWithoutResult(status -> stores.findings().take(found, clock.instant()));
    }

    private void fill() {
        clock.set(EARLIER);
        take(Stream.concat(
                        IntStream.range(0, MANY)
                                .mapToObj(i -> Examples.finding(
                                        "EC2.13",
                                        "sg-" + i,
                                        i % 3 == 0 ? ComplianceStatus.FAILED : ComplianceStatus.PASSED,
                                        EARLIER)),
                        Stream.of(
                                Examples.finding("IAM.4", "root \"of\" all\\", ComplianceStatus.PASSED, EARLIER),
                                Examples.unmapped(EARLIER)))
                .toList());
        clock.set(EARLIER.plusSeconds(60));
        Waiver waiver = waiver(WAIVER, "securityhub:EC2.13");
        Waiver revoked = waiver(REVOKED, "securityhub:IAM.4");
        Attestation attestation = new Attestation(
                new UUID(7, 3),
                new RequirementId("soc2-2017", "CC1.1"),
                "it is so",
                new Attestation.Evidence("minutes.pdf", "a".repeat(64)),
                "carol",
                term());
        transactions.executeWithoutResult(status -> {
            stores.waivers().add(waiver);
            stores.waivers().add(revoked);
            stores.attestations().add(attestation);
        });
        clock.set(START.minusSeconds(600));
        take(List.of(Examples.finding("IAM.4", "root \"of\" all\\", ComplianceStatus.FAILED, clock.instant())));
        transactions.executeWithoutResult(
                status -> stores.waivers().revoke(REVOKED, new Made("dave", clock.instant())));
        String id = jdbc.sql("select id::text from finding where control = 'securityhub:IAM.4'")
                .query(String.class)
                .single();
        assertThat(call(
                        RESPONDER,
                        HttpMethod.PUT,
                        "/api/v1/findings/" + id + "/care",
                        "{\"owner\":\"erin\",\"dueAt\":\"2026-03-09T00:00:00Z\"}"))
                .hasStatusOk();
        clock.set(START);
        place();
    }

    private Term term() {
        return new Term(new Made("alice", clock.instant()), START.plus(Duration.ofDays(9)), Optional.empty());
    }

    private Waiver waiver(UUID id, String control) {
        return new Waiver(id, new Waiver.OfControl(Control.parse(control), "", ""), "until spring", "alice", term());
    }

    private void place() {
        while (trail.sequence(1000) > 0) {
            // Until all has its place.
        }
    }

    /** Has one made, everything signed and exported; its id. */
    private String make(String from, Path export) throws IOException {
        JsonNode asked = body(post(RESPONDER, "/api/v1/reports", "{\"from\":\"" + from + "\"}"));
        assertThat(work.run(() -> {})).isZero();
        place();
        checkpoints.make();
        Files.write(export, get(AUDITOR, "/api/v1/audit/export").getResponse().getContentAsByteArray());
        JsonNode made = body(get(VIEWER, "/api/v1/reports/" + asked.path("id").stringValue()));
        assertThat(made.path("state").stringValue()).as(made.toString()).isEqualTo("made");
        Path files = Files.createDirectories(folder.resolve("kept"));
        for (JsonNode file : made.at("/made/files")) {
            String name = file.path("name").stringValue();
            Files.write(
                    files.resolve(name),
                    get(AUDITOR, "/api/v1/reports/" + asked.path("id").stringValue() + "/files/" + name)
                            .getResponse()
                            .getContentAsByteArray());
        }
        return made.at("/made/reportId").stringValue();
    }

    @Test
    void theTrailAloneMakesTheReportAgainAndSaysTheSame() throws IOException {
        fill();
        Path export = folder.resolve("trail.zip");
        Path key = folder.resolve("key");
        Path fresh = folder.resolve("fresh");
        Path kept = folder.resolve("kept");
        String report = make("2026-02-01T00:00:00Z", export);
        Files.writeString(key, text(get(VIEWER, "/api/v1/audit/key")));
        assertThat(jdbc.sql("select count(*) from trail_entry where kind = 'report.data'")
                        .query(Long.class)
                        .single())
                .as("parts of the data set")
                .isGreaterThan(1);

        TestReportAgain.Outcome alone = TestReportAgain.with(
                "--report", report, "--trail", export.toString(), "--key", key.toString(), fresh.toString());

        assertThat(alone.said())
                .contains("Of " + (MANY + 2) + " findings the trail says the same.")
                .endsWith("Made again byte for byte.\n");
        assertThat(alone.code()).isZero();
        for (String name : List.of(
                "report.html",
                "report.pdf",
                "report.json",
                "findings.csv",
                "findings.ocsf.jsonl",
                "oscal-assessment-results.json")) {
            assertThat(fresh.resolve(name)).hasSameBinaryContentAs(kept.resolve(name));
        }
        TestReportAgain.Outcome beside = TestReportAgain.with(kept.toString(), "--trail", export.toString());
        assertThat(beside.said()).endsWith("Made again byte for byte.\n");
        assertThat(beside.code()).isZero();

        refusals(report, export);
        disagreements(export, kept);
        tampering(report, export, kept);
        partsThatAreMissing(export);
    }

    private void refusals(String report, Path export) {
        String other = new UUID(1, 2).toString();
        assertThat(TestReportAgain.with("--report", other, "--trail", export.toString()))
                .isEqualTo(
                        new TestReportAgain.Outcome(2, "The trail does not say that report " + other + " was made.\n"));
        assertThat(TestReportAgain.with("--report", "x", "--trail", export.toString()))
                .isEqualTo(new TestReportAgain.Outcome(2, "'x' is no id of a report.\n"));
        assertThat(TestReportAgain.with("--report", report).said()).startsWith("usage: ./kaldrix report again");
        assertThat(TestReportAgain.with().said()).startsWith("usage: ./kaldrix report again");
        assertThat(TestReportAgain.with("folder", "--trail").said()).startsWith("After --trail something is missing.");
        assertThat(TestReportAgain.with("folder", "--frob").said()).startsWith("'--frob' is not understood.");
        assertThat(TestReportAgain.with("--report", report, "--trail", "nowhere.zip")
                        .code())
                .isEqualTo(2);
    }

    /** Somebody changes the database behind the service's back; the next report says so, and the trail does not. */
    private void disagreements(Path export, Path kept) throws IOException {
        jdbc.sql("update finding set compliance = 'PASSED' where resource = 'sg-0'")
                .update();
        jdbc.sql("update finding set owner = 'mallory' where resource = 'sg-1'").update();
        jdbc.sql("update waiver set reason = 'just so' where id = :id")
                .param("id", WAIVER)
                .update();
        jdbc.sql("delete from waiver where id = :id").param("id", REVOKED).update();
        jdbc.sql("delete from attestation").update();
        jdbc.sql("delete from finding where resource = 'sg-2'").update();
        String report = make("2026-02-02T00:00:00Z", export);

        TestReportAgain.Outcome outcome = TestReportAgain.with(kept.toString(), "--trail", export.toString());

        assertThat(outcome.code()).isOne();
        assertThat(outcome.said())
                .contains(
                        "report.json is the same.",
                        "securityhub:EC2.13 of sg-0 in 123456789012, eu-west-1, is PASSED, NEW, ACTIVE, HIGH in the report,"
                                + " and FAILED, NEW, ACTIVE, HIGH in the trail.",
                        "sg-1 in 123456789012, eu-west-1, has an owner or a date that it does not have in the trail.",
                        "Waiver " + WAIVER + " is another one in the trail.",
                        "Waiver " + REVOKED + " of the trail is not in the report.",
                        "The attestation of soc2-2017/CC1.1 by carol, which is in the trail, is not in the report.",
                        "Findings that the trail knows and that are not in the report: 1.",
                        "Of " + (MANY + 2 - 3) + " findings the trail says the same.")
                .endsWith("NOT the same.\n");
        assertThat(TestReportAgain.with("--report", report, "--trail", export.toString()))
                .isEqualTo(outcome);
    }

    private void tampering(String report, Path export, Path kept) throws IOException {
        Path manifest = kept.resolve("manifest.note");
        String note = Files.readString(manifest);
        assertThat(TestReportAgain.with("--report", report, "--trail", export.toString())
                        .code())
                .isZero();
        Files.writeString(manifest, note.replaceFirst("data-set sha256:...", "data-set sha256:000"));
        assertThat(TestReportAgain.with(kept.toString(), "--trail", export.toString())
                        .said())
                .contains("The manifest is not that of the report in the trail.");
        Files.writeString(manifest, note);

        Path forged = folder.resolve("forged.zip");
        Forgery.of(export, forged, line -> line.replace("\"parts\":", "\"partz\":"));
        TestReportAgain.Outcome outcome = TestReportAgain.with("--report", report, "--trail", forged.toString());
        assertThat(outcome.code()).isOne();
        assertThat(outcome.said())
                .contains("does not have the hash that stands beside it")
                .endsWith("NOT the same.\n");
    }

    private void partsThatAreMissing(Path export) throws IOException {
        String without = new UUID(9, 9).toString();
        String broken = new UUID(9, 8).toString();
        transactions.executeWithoutResult(status -> trail.append(
                List.of(
                        new Record(
                                "report.made",
                                "report/9",
                                "{\"dataSet\":\"00\",\"files\":[],\"parts\":0,\"report\":\"" + without + "\"}"),
                        new Record(
                                "report.made",
                                "report/8",
                                "{\"dataSet\":\"00\",\"files\":[],\"parts\":3,\"report\":\"" + broken + "\"}")),
                clock.instant()));
        place();
        checkpoints.make();
        Files.write(export, get(AUDITOR, "/api/v1/audit/export").getResponse().getContentAsByteArray());
        assertThat(TestReportAgain.with("--report", without, "--trail", export.toString()))
                .isEqualTo(new TestReportAgain.Outcome(
                        2,
                        "The trail says that the report was made, and has no data set of it: reports of its kind are not"
                                + " among kaldrix.reports.recorded.\n"));
        assertThat(TestReportAgain.with("--report", broken, "--trail", export.toString()))
                .isEqualTo(
                        new TestReportAgain.Outcome(2, "The trail has 0 of the 3 parts of the report's data set.\n"));
    }
}
