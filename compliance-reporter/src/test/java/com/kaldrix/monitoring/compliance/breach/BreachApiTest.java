package com.kaldrix.monitoring.compliance.breach;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.compliance.api.ApiTest;
import com.kaldrix.monitoring.compliance.deadline.DeadlineWatch;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.StoredFinding;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Clocks that run and page, from the hour at which somebody knew to the notification. */
class BreachApiTest extends ApiTest {
    private static final String PATH = "/api/v1/breaches";
    private static final String BACKDOOR = "guardduty:Backdoor:EC2/C&CActivity.B";

    private final Findings findings;
    private final SuspectedBreaches suspected;
    private final DeadlineWatch watch;
    private final TransactionOperations transactions;

    @Autowired
    BreachApiTest(
            Findings findings, SuspectedBreaches suspected, DeadlineWatch watch, TransactionOperations transactions) {
        this.findings = findings;
        this.suspected = suspected;
        this.watch = watch;
        this.transactions = transactions;
    }

    private Finding take(String account, String control, String resource, ComplianceStatus status) {
        Instant now = clock.instant();
        Finding finding = new Finding(
                new FindingKey(account, "eu-west-1", Control.parse(control), resource),
                new Origin(
                        control.startsWith("guardduty") ? Source.GUARD_DUTY : Source.SECURITY_HUB, control + resource),
                "AWS::EC2::Instance",
                "It talks to a stranger",
                FindingSeverity.HIGH,
                Verdict.of(status),
                Seen.at(now, now),
                FindingClues.none());
        transactions.executeWithoutResult(done -> findings.take(List.of(finding), now));
        return finding;
    }

    /** What was told since the last time that this was asked: status, name, point or owner, severity. */
    private List<String> told() {
        List<String> told = jdbc
                .sql("select body from outbox where type = :type order by id")
                .param("type", AlertSignal.TYPE)
                .query(String.class)
                .stream()
                .map(body -> CloudEvents.read(body, AlertSignal.class).data())
                .map(signal -> signal.status() + " " + signal.name() + " "
                        + signal.labels()
                                .find("regime")
                                .map(regime -> regime + " ")
                                .orElse("")
                        + signal.labels()
                                .find("left")
                                .or(() -> signal.labels().find("owner"))
                                .orElse("") + " "
                        + Objects.requireNonNull(signal.severity(), "severity"))
                .toList();
        jdbc.sql("delete from outbox").update();
        return told;
    }

    private String opened(String regimes) {
        return body(post(
                        RESPONDER,
                        PATH,
                        "{\"title\":\"The ledger was read\",\"description\":\"d\",\"discoveredAt\":\"" + clock.instant()
                                + "\",\"regimes\":" + regimes + "}"))
                .path("id")
                .stringValue();
    }

    private void pass(Duration time) {
        clock.advance(time);
        watch.look(clock.instant());
    }

    @Test
    void threeDaysByTheGdprPageAtFortyEightTwentyFourAndSixHoursAndWhenTheyAreOver() {
        String id = opened("[\"gdpr\"]");
        pass(Duration.ofHours(23));
        assertThat(told()).as("49 h left").noneMatch(line -> line.contains("BreachClock"));
        pass(Duration.ofHours(1));
        assertThat(told()).containsExactly("FIRING BreachClock gdpr 48h " + Severity.P2);
        pass(Duration.ofHours(23));
        assertThat(told()).as("once for each point").isEmpty();
        pass(Duration.ofHours(1));
        assertThat(told()).containsExactly("RESOLVED BreachClock gdpr 48h P2", "FIRING BreachClock gdpr 24h P1");
        pass(Duration.ofHours(18));
        assertThat(told()).containsExactly("RESOLVED BreachClock gdpr 24h P1", "FIRING BreachClock gdpr 6h P0");
        pass(Duration.ofHours(6));
        assertThat(told()).containsExactly("RESOLVED BreachClock gdpr 6h P0", "FIRING BreachClock gdpr over P0");
        JsonNode shown = body(get(VIEWER, PATH + "/" + id));
        assertThat(shown.at("/clocks/0/left").asLong()).isZero();

        assertThat(post(RESPONDER, PATH + "/" + id + "/notifications", "{\"regime\":\"gdpr\",\"reference\":\"DPA-7\"}"))
                .hasStatus(200);
        pass(Duration.ofMinutes(1));
        assertThat(told()).contains("RESOLVED BreachClock gdpr over P0").noneMatch(line -> line.startsWith("FIRING"));
        assertThat(jdbc.sql("select kind from trail_inbox where subject = :subject order by id")
                        .param("subject", "breach/" + id)
                        .query(String.class)
                        .list())
                .containsExactly("breach.opened", "breach.notified");
    }

    @Test
    void sixtyDaysByHipaaPageAtThirtyFourteenAndThreeDays() {
        opened("[\"hipaa\"]");
        pass(Duration.ofDays(30));
        assertThat(told()).contains("FIRING BreachClock hipaa 30d P2");
        pass(Duration.ofDays(16));
        assertThat(told()).contains("FIRING BreachClock hipaa 14d P1");
        pass(Duration.ofDays(11));
        assertThat(told()).contains("FIRING BreachClock hipaa 3d P0");
        pass(Duration.ofDays(3));
        assertThat(told()).contains("FIRING BreachClock hipaa over P0");
    }

    @Test
    void aFindingThatSaysThatSomebodyIsInStartsTheClocksByItself() {
        take("123456789012", "securityhub:S3.8", "a-bucket", ComplianceStatus.FAILED);
        take("123456789012", "guardduty:Recon:EC2/Portscan", "i-0", ComplianceStatus.FAILED);
        Finding first = take("123456789012", BACKDOOR, "i-1", ComplianceStatus.FAILED);
        suspected.look(clock.instant());
        suspected.look(clock.instant());

        JsonNode all = body(get(VIEWER, PATH + "?state=suspected")).path("items");
        assertThat(all).hasSize(1);
        JsonNode breach = all.get(0);
        assertThat(breach.path("discoveredAt").stringValue()).isEqualTo(START.toString());
        assertThat(breach.at("/clocks/0/dueAt").stringValue())
                .isEqualTo(START.plus(Duration.ofHours(72)).toString());
        assertThat(breach.at("/clocks/1/dueAt").stringValue())
                .isEqualTo(START.plus(Duration.ofDays(60)).toString());
        assertThat(breach.path("findings")).hasSize(1);
        assertThat(breach.at("/findings/0").stringValue())
                .isEqualTo(first.key().id().toString());

        clock.advance(Duration.ofHours(1));
        take("123456789012", BACKDOOR, "i-2", ComplianceStatus.FAILED);
        take("210987654321", BACKDOOR, "i-3", ComplianceStatus.FAILED);
        suspected.look(clock.instant());
        assertThat(body(get(VIEWER, PATH)).path("items"))
                .as("one for an account")
                .hasSize(2);
        String id = breach.path("id").stringValue();
        assertThat(body(get(VIEWER, PATH + "/" + id)).path("findings")).hasSize(2);

        pass(Duration.ofHours(30));
        assertThat(told()).contains("FIRING BreachClock gdpr 48h P2");
        assertThat(post(RESPONDER, PATH + "/" + id + "/dismiss", "{\"reason\":\"a test of ours\"}"))
                .hasStatus(200);
        suspected.look(clock.instant());
        pass(Duration.ofHours(1));
        assertThat(told()).contains("RESOLVED BreachClock gdpr 48h P2");
        assertThat(body(get(VIEWER, PATH)).path("items")).as("not opened again").hasSize(2);
    }

    @Test
    void whatIsOpenedWronglyIsRefusedByField() {
        assertThat(
                        text(
                                post(
                                        RESPONDER,
                                        PATH,
                                        "{\"title\":\"t\",\"description\":\"d\",\"discoveredAt\":\"2027-01-01T00:00:00Z\",\"regimes\":[\"gdpr\"]}")))
                .contains("/discoveredAt", "must not be in the future");
        assertThat(
                        text(
                                post(
                                        RESPONDER,
                                        PATH,
                                        "{\"title\":\"t\",\"description\":\"d\",\"discoveredAt\":\"2026-01-01T00:00:00Z\",\"regimes\":[\"ccpa\"]}")))
                .contains("/regimes", "must be gdpr or hipaa");
        String id = opened("[\"gdpr\"]");
        String notifications = PATH + "/" + id + "/notifications";
        assertThat(post(RESPONDER, notifications, "{\"regime\":\"hipaa\",\"reference\":\"r\"}"))
                .hasStatus(409);
        assertThat(post(
                        RESPONDER,
                        notifications,
                        "{\"regime\":\"gdpr\",\"reference\":\"r\",\"at\":\"2020-01-01T00:00:00Z\"}"))
                .hasStatus(400);
        assertThat(post(AUDITOR, notifications, "{\"regime\":\"gdpr\",\"reference\":\"r\"}"))
                .hasStatus(403);
        assertThat(post(AUDITOR, PATH + "/" + id + "/dismiss", "{\"reason\":\"r\"}"))
                .hasStatus(403);
    }

    @Test
    void findingsThatAreDuePageTheirOwnersOnceWhateverNumberThereIs() {
        Finding one = take("123456789012", "securityhub:S3.8", "b-1", ComplianceStatus.FAILED);
        Finding two = take("123456789012", "securityhub:S3.8", "b-2", ComplianceStatus.FAILED);
        Instant due = START.plus(Duration.ofHours(30));
        transactions.executeWithoutResult(status -> List.of(one, two)
                .forEach(finding -> findings.assign(
                        finding.key().id(), new StoredFinding.Care("bob", Optional.of(due)), clock.instant())));
        watch.look(clock.instant());
        assertThat(told()).isEmpty();
        pass(Duration.ofHours(6));
        assertThat(told()).containsExactly("FIRING FindingsDueSoon bob P3");
        pass(Duration.ofHours(24));
        assertThat(told()).containsExactly("RESOLVED FindingsDueSoon bob P3", "FIRING FindingsOverdue bob P2");
        take("123456789012", "securityhub:S3.8", "b-1", ComplianceStatus.PASSED);
        take("123456789012", "securityhub:S3.8", "b-2", ComplianceStatus.PASSED);
        pass(Duration.ofMinutes(1));
        assertThat(told()).containsExactly("RESOLVED FindingsOverdue bob P2");
    }
}
