package com.kaldrix.monitoring.compliance.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.Notice;
import com.kaldrix.monitoring.compliance.activity.Activities;
import com.kaldrix.monitoring.compliance.api.ApiTest;
import com.kaldrix.monitoring.compliance.api.Examples;
import com.kaldrix.monitoring.compliance.attest.Made;
import com.kaldrix.monitoring.compliance.attest.Term;
import com.kaldrix.monitoring.compliance.attest.Waiver;
import com.kaldrix.monitoring.compliance.attest.Waivers;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.audit.note.NoteSigner;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChanges;
import com.kaldrix.monitoring.compliance.drift.DriftWatch;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.report.PrintedReport;
import com.kaldrix.monitoring.compliance.report.ReportKind;
import com.kaldrix.monitoring.compliance.report.ReportPeriod;
import com.kaldrix.monitoring.compliance.report.ReportPress;
import com.kaldrix.monitoring.compliance.report.ReportScope;
import com.kaldrix.monitoring.compliance.report.csv.CsvFormat;
import com.kaldrix.monitoring.compliance.report.html.HtmlFormat;
import com.kaldrix.monitoring.compliance.report.manifest.ManifestVerifier;
import com.kaldrix.monitoring.compliance.report.ocsf.OcsfFormat;
import com.kaldrix.monitoring.compliance.report.oscal.OscalFormat;
import com.kaldrix.monitoring.compliance.report.pdf.PdfFormat;
import com.kaldrix.monitoring.compliance.reporting.again.TestReportAgain;
import com.kaldrix.monitoring.compliance.reporting.run.ReportRuns;
import com.kaldrix.monitoring.compliance.reporting.snapshot.Snapshots;
import com.kaldrix.monitoring.compliance.reporting.snapshot.Wanted;
import com.kaldrix.monitoring.compliance.response.AlertResponse;
import com.kaldrix.monitoring.compliance.response.AlertResponses;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Reports of what is in the database, asked for and fetched by HTTP. */
class ReportApiTest extends ApiTest {
    private static final String REPORTS = "/api/v1/reports";
    private static final String FEBRUARY = "{\"from\":\"2026-02-01T00:00:00Z\"}";
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Stores stores;
    private final ReportWork work;
    private final ReportPlanner planner;
    private final ReportRuns runs;
    private final Snapshots snapshots;
    private final NoteSigner signer;

    /** What reports are about. */
    private record Stores(
            Findings findings,
            Activities activities,
            ConfigurationChanges configurations,
            AlertResponses responses,
            Waivers waivers,
            Others others) {}

    private record Others(DriftWatch watch, Trail trail, TransactionOperations transactions) {}

    @Autowired
    ReportApiTest(
            ReportWork work,
            ReportPlanner planner,
            ReportRuns runs,
            Snapshots snapshots,
            NoteSigner signer,
            ApplicationContext context) {
        this.work = work;
        this.planner = planner;
        this.runs = runs;
        this.snapshots = snapshots;
        this.signer = signer;
        this.stores = new Stores(
                context.getBean(Findings.class),
                context.getBean(Activities.class),
                context.getBean(ConfigurationChanges.class),
                context.getBean(AlertResponses.class),
                context.getBean(Waivers.class),
                new Others(
                        context.getBean(DriftWatch.class),
                        context.getBean(Trail.class),
                        context.getBean(TransactionOperations.class)));
    }

    private void take(Finding... found) {
        stores.others()
                .transactions()
                .executeWithoutResult(status -> stores.findings().take(List.of(found), clock.instant()));
    }

    private void fill() {
        Instant earlier = START.minus(Duration.ofDays(3));
        clock.set(earlier);
        take(
                Examples.finding("IAM.4", "root", ComplianceStatus.PASSED, earlier),
                Examples.finding("EC2.13", "sg-1", ComplianceStatus.FAILED, earlier),
                Examples.finding("EC2.13", "sg-\uD83D\uDE00", ComplianceStatus.FAILED, earlier),
                Examples.finding("EC2.13", "sg-\uFFFD", ComplianceStatus.PASSED, earlier),
                Examples.unmapped(earlier));
        assertThat(stores.others().watch().look()).isPresent();
        clock.set(START.minusSeconds(60));
        take(Examples.finding("IAM.4", "root", ComplianceStatus.FAILED, clock.instant()));
        assertThat(stores.others().watch().look()).isPresent();
        clock.set(START);
        UUID incident = UUID.randomUUID();
        Waiver waiver = new Waiver(
                UUID.randomUUID(),
                new Waiver.OfControl(Control.parse("securityhub:EC2.13"), "", ""),
                "it is replaced in spring",
                "alice",
                new Term(new Made("alice", earlier), START.plus(Duration.ofDays(9)), Optional.empty()));
        stores.others().transactions().executeWithoutResult(status -> {
            stores.waivers().add(waiver);
            stores.activities()
                    .add(
                            List.of(
                                    Examples.activity("e-1", "eve", "", earlier),
                                    Examples.activity("e-2", "eve", "AccessDenied: no", earlier.plusSeconds(1))),
                            earlier);
            stores.configurations().add(List.of(Examples.change("sg-1", earlier)));
            stores.responses()
                    .add(List.of(
                            response("r-1", incident, "opened", earlier, earlier),
                            response("r-2", incident, "acknowledged", earlier, earlier.plusSeconds(600))));
        });
        while (stores.others().trail().sequence(1000) > 0) {
            // Until all has its place.
        }
    }

    private static AlertResponse response(String id, UUID incident, String change, Instant opened, Instant at) {
        return new AlertResponse(id, incident, change, "P1", "P1 NodeDown", "bob", opened, at);
    }

    private String ask(String wanted) {
        var asked = post(RESPONDER, REPORTS, wanted);
        assertThat(asked).hasStatus(202);
        assertThat(body(asked).path("state").stringValue()).isEqualTo("waiting");
        return body(asked).path("id").stringValue();
    }

    private String file(String id, String name) {
        var found = get(AUDITOR, REPORTS + "/" + id + "/files/" + name);
        assertThat(found).as(name).hasStatusOk();
        return text(found);
    }

    @Test
    void aReportSaysAllThatIsKnownInEveryFormat(@TempDir Path folder) throws IOException {
        fill();
        String id = ask(FEBRUARY);
        assertThat(get(AUDITOR, REPORTS + "/" + id + "/files/report.html"))
                .as("it is not made yet")
                .hasStatus(409);

        assertThat(work.run(() -> {})).isZero();

        JsonNode shown = body(get(VIEWER, REPORTS + "/" + id));
        assertThat(shown.path("state").stringValue()).isEqualTo("made");
        assertThat(shown.path("found").longValue()).isEqualTo(5);
        JsonNode json = this.json.readTree(file(id, "report.json"));
        assertThat(json.path("findings").size()).isEqualTo(5);
        String everything = json.toString();
        assertThat(everything)
                .contains("it is replaced in spring", "my-own-rule", "eve", "securityhub:IAM.4", "Configuration.x")
                .contains("No finding of it has ever come.", "newly-failed");
        String html = file(id, "report.html");
        assertThat(html).contains("sg-", "it is replaced in spring", "my-own-rule", "eve", "10 min", "guardduty");
        assertThat(html).contains(shown.at("/made/dataSet").stringValue());
        assertThat(file(id, "findings.csv").lines().count()).isGreaterThanOrEqualTo(6);
        assertThat(file(id, "findings.ocsf.jsonl").lines().count()).isEqualTo(5);
        assertThat(file(id, "oscal-assessment-results.json")).contains("assessment-results");
        for (JsonNode file : shown.at("/made/files")) {
            String name = file.path("name").stringValue();
            Files.write(
                    folder.resolve(name),
                    get(AUDITOR, REPORTS + "/" + id + "/files/" + name)
                            .getResponse()
                            .getContentAsByteArray());
        }
        assertThat(Files.readAllBytes(folder.resolve("report.pdf"))).startsWith('%', 'P', 'D', 'F');
        assertThat(new ManifestVerifier(Optional.of(signer.key()))
                        .verify(folder)
                        .problems())
                .isEmpty();
        assertThat(body(get(VIEWER, REPORTS + "?state=made")).path("items").size())
                .isEqualTo(1);
        // From the data set alone, all other files come out as they were; from another one they do not.
        assertThat(TestReportAgain.run(folder)).isZero();
        Files.writeString(
                folder.resolve("report.json"),
                Files.readString(folder.resolve("report.json")).replace("in spring", "in autumn"));
        assertThat(TestReportAgain.run(folder)).isOne();
        Files.writeString(folder.resolve("report.json"), "{\"facts\":{}}");
        assertThat(TestReportAgain.run(folder)).isEqualTo(2);
    }

    @Test
    void aReportIsAnnouncedAndRecordedOnceWhenItIsMade() {
        fill();
        String id = ask(FEBRUARY);
        assertThat(work.run(() -> {})).isZero();
        assertThat(work.run(() -> {})).as("nothing is left to do").isPositive();

        String body = jdbc.sql("select body from outbox where type = :type")
                .param("type", Notice.TYPE)
                .query(String.class)
                .single();
        Notice notice = CloudEvents.read(body, Notice.class).data();
        assertThat(notice.title()).startsWith("Custom compliance report: 1 February 2026");
        assertThat(notice.text()).contains("SOC 2", "% of the requirements");
        assertThat(notice.links().get("HTML")).endsWith("/api/v1/reports/" + id + "/files/report.html");
        assertThat(jdbc.sql("select count(*) from trail_inbox where kind = 'report.made' and subject = :subject")
                        .param("subject", "report/" + id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aScopeBoundsFindingsStandardsAndPlaces() {
        fill();
        String id =
                ask("{\"from\":\"2026-02-01T00:00:00Z\",\"standards\":[\"cis-aws-3.0\"],\"regions\":[\"eu-west-1\"]}");
        assertThat(work.run(() -> {})).isZero();

        JsonNode json = this.json.readTree(file(id, "report.json"));
        assertThat(json.at("/facts/standards").size()).isEqualTo(1);
        json.path("findings")
                .forEach(finding ->
                        assertThat(finding.toString()).contains("eu-west-1").doesNotContain("soc2-2017"));
        assertThat(json.path("findings").size()).isBetween(1, 4);
    }

    @Test
    void madeAgainFromTheSameMomentItIsTheSameToTheByte() throws IOException {
        fill();
        Wanted wanted = new Wanted(
                ReportKind.CUSTOM,
                ReportScope.all(),
                new ReportPeriod(START.minus(Duration.ofDays(30)), START, ZoneOffset.UTC));
        PrintedReport first = print(wanted);
        PrintedReport again = print(wanted);

        assertThat(again.files()).isEqualTo(first.files()).hasSize(6);
        assertThat(again.whole().data().header().id())
                .isEqualTo(first.whole().data().header().id());
    }

    private PrintedReport print(Wanted wanted) throws IOException {
        return snapshots.take(
                wanted,
                content -> new ReportPress(
                                List.of(new CsvFormat(), new OscalFormat(), new OcsfFormat()),
                                List.of(new HtmlFormat(), new PdfFormat()))
                        .print(content.data(), content.findings(), name -> OutputStream.nullOutputStream()));
    }

    @Test
    void theCalendarAsksForEachReportOnceHoweverManyLook() {
        planner.plan();
        assertThat(body(get(VIEWER, REPORTS)).path("items").size())
                .as("of the time before")
                .isZero();

        // Saturday and Sunday are no business days: Monday's report is of Friday to Sunday.
        clock.set(Instant.parse("2026-03-02T06:00:00Z"));
        planner.plan();
        planner.plan();
        JsonNode due = body(get(VIEWER, REPORTS)).path("items");
        assertThat(due.size()).as("daily, weekly and monthly").isEqualTo(3);
        assertThat(due.findValuesAsString("kind")).containsExactlyInAnyOrder("daily", "weekly", "monthly");
        assertThat(due.findValuesAsString("from"))
                .contains("2026-02-27T00:00:00Z", "2026-02-23T00:00:00Z", "2026-02-01T00:00:00Z");

        // Nothing ran for three days.
        clock.set(Instant.parse("2026-03-05T07:00:00Z"));
        planner.plan();
        assertThat(body(get(VIEWER, REPORTS + "?kind=daily")).path("items").size())
                .isEqualTo(4);
    }

    @Test
    void whoIsNotHeardOfAnyMoreIsRelievedAndFinishesNothing() {
        fill();
        ask(FEBRUARY);
        UUID lost = UUID.randomUUID();
        ReportRuns.Claim claim = runs.claim(lost, Duration.ZERO).orElseThrow();
        assertThat(work.run(() -> {})).as("it is made elsewhere").isZero();

        UUID id = claim.run().id();
        var made = runs.find(id).orElseThrow().made().orElseThrow();
        assertThat(runs.finish(id, lost, made, 5)).isFalse();
        assertThat(jdbc.sql("select count(*) from outbox where type = :type")
                        .param("type", Notice.TYPE)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatIsInHandIsLeftAloneUntilItIsGivenBack() {
        fill();
        ask(FEBRUARY);
        UUID other = UUID.randomUUID();
        assertThat(runs.claim(other, LEASE)).isPresent();
        assertThat(work.run(() -> {})).as("somebody else has it").isPositive();

        runs.release(other);
        assertThat(work.run(() -> {})).isZero();
        assertThat(body(get(VIEWER, REPORTS + "?state=made")).path("items").size())
                .isEqualTo(1);
    }

    @Test
    void whatEndsEveryReplicaThatBeginsItIsGivenUp() {
        fill();
        String id = ask(FEBRUARY);
        for (int i = 0; i < 6; i++) {
            assertThat(runs.claim(UUID.randomUUID(), Duration.ZERO)).isPresent();
        }
        assertThat(work.run(() -> {})).isZero();

        JsonNode shown = body(get(VIEWER, REPORTS + "/" + id));
        assertThat(shown.path("state").stringValue()).isEqualTo("failed");
        assertThat(shown.path("error").stringValue()).contains("never ended");
        assertThat(work.run(() -> {})).as("it is left alone").isPositive();
    }

    @Test
    void badWishesAreRefusedByName() {
        assertThat(post(
                        RESPONDER,
                        REPORTS,
                        "{\"from\":\"2026-04-01T00:00:00Z\",\"until\":\"2026-03-30T00:00:00Z\",\"zone\":\"Nowhere\"}"))
                .hasStatus(400)
                .bodyText()
                .contains("/from", "/until", "/zone");
        assertThat(post(RESPONDER, REPORTS, "{\"from\":\"2026-02-01T00:00:00Z\",\"standards\":[\"soc9\"]}"))
                .hasStatus(400)
                .bodyText()
                .contains("/standards/0");
        assertThat(post(VIEWER, REPORTS, FEBRUARY)).hasStatus(403);
        assertThat(post(AUDITOR, REPORTS, FEBRUARY))
                .as("an auditor writes nothing")
                .hasStatus(403);
        String id = ask(FEBRUARY);
        assertThat(get(VIEWER, REPORTS + "/" + id + "/files/report.html")).hasStatus(403);
        assertThat(get(VIEWER, REPORTS + "?state=lost"))
                .hasStatus(400)
                .bodyText()
                .contains("state");
    }
}
