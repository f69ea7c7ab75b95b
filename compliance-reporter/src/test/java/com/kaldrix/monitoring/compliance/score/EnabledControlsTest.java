package com.kaldrix.monitoring.compliance.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.TestFindings;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.load.GeneratedFindings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What is said of controls that Security Hub no longer checks is no evidence, whatever their findings still say. */
class EnabledControlsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String FOUNDATIONAL =
            "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0";
    private static final String PCI = "arn:aws:securityhub:us-east-1::standards/pci-dss/v/4.0.1";

    private final MigratedDatabase database = new MigratedDatabase();
    private final Findings findings = TestFindings.of(database);
    private final Scores scores = TestScores.of(database, Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void close() {
        database.close();
    }

    /** One failed finding of IAM.4, which the Foundational standard and PCI DSS 4.0.1 both ask for. */
    private Finding fails() {
        GeneratedFindings generated = new GeneratedFindings(1);
        Finding finding = IntStream.range(0, 400)
                .mapToObj(i -> generated.of(i, NOON, ComplianceStatus.FAILED))
                .filter(one -> one.key().control().name().equals("IAM.4")
                        && one.verdict().counts())
                .findFirst()
                .orElseThrow();
        database.transactions().executeWithoutResult(status -> findings.take(List.of(finding), NOON));
        return finding;
    }

    private void told(Finding finding, String standard, boolean enabled, Instant at) {
        database.jdbc()
                .sql(
                        "insert into control_enablement values (:account, :region, :standard, :control, 'READY', :enabled, '', :at)"
                                + " on conflict (account, region, standard, control) do update set enabled = excluded.enabled, told_at ="
                                + " excluded.told_at")
                .param("account", finding.key().account())
                .param("region", finding.key().region())
                .param("standard", standard)
                .param("control", finding.key().control().name())
                .param("enabled", enabled)
                .param("at", Timestamp.from(at))
                .update();
    }

    private Evidence evidence(String framework, String requirement) {
        return scores.now()
                .requirement(new RequirementId(framework, requirement))
                .orElseThrow()
                .evidence();
    }

    private OptionalInt securityHub(Standing standing, String framework) {
        return standing.scores().stream()
                .filter(score ->
                        score.framework().equals(framework) && score.part().equals(Part.ALL))
                .findFirst()
                .orElseThrow()
                .securityHub();
    }

    @Test
    void whatIsOffEverywhereIsNoDataUntilItIsOnAgain() {
        Finding finding = fails();
        assertThat(evidence("aws-fsbp", "IAM.4")).isEqualTo(Evidence.FAILED);
        told(finding, FOUNDATIONAL, true, NOON);
        assertThat(evidence("aws-fsbp", "IAM.4")).isEqualTo(Evidence.FAILED);

        told(finding, FOUNDATIONAL, false, NOON.plusSeconds(1));
        assertThat(evidence("aws-fsbp", "IAM.4")).isEqualTo(Evidence.NO_DATA);
        Standing off = scores.now();
        assertThat(securityHub(off, "aws-fsbp")).isEmpty();
        assertThat(off.controls()).isEmpty();
        assertThat(off.requirements())
                .allSatisfy(one -> assertThat(one.evidence()).isEqualTo(Evidence.NO_DATA));
        TransactionTemplate snapshot = new TransactionTemplate(
                Objects.requireNonNull(database.transactions().getTransactionManager()));
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        List<StandardScore> counted = Objects.requireNonNull(
                snapshot.execute(status -> scores.counted(kind -> true).scores()));
        assertThat(counted).isEqualTo(off.scores());

        told(finding, FOUNDATIONAL, true, NOON.plusSeconds(2));
        assertThat(evidence("aws-fsbp", "IAM.4")).isEqualTo(Evidence.FAILED);
    }

    @Test
    void whatIsOffForOneStandardIsNoDataForThatOne() {
        Finding finding = fails();
        told(finding, FOUNDATIONAL, false, NOON);
        told(finding, PCI, true, NOON);
        Standing standing = scores.now();
        assertThat(evidence("aws-fsbp", "IAM.4")).isEqualTo(Evidence.NO_DATA);
        assertThat(securityHub(standing, "aws-fsbp")).isEmpty();
        assertThat(securityHub(standing, "pci-dss-4.0.1")).hasValue(0);
        assertThat(standing.requirements("pci-dss-4.0.1").map(RequirementStanding::evidence))
                .contains(Evidence.FAILED);
        assertThat(standing.controls()).hasSize(1);
    }

    @Test
    void anotherRegionsSettingsAreItsOwn() {
        Finding finding = fails();
        database.jdbc()
                .sql(
                        "insert into control_enablement values (:account, 'ap-south-1', :standard, 'IAM.4', 'READY', false, '', now())")
                .param("account", finding.key().account())
                .param("standard", FOUNDATIONAL)
                .update();
        assertThat(evidence("aws-fsbp", "IAM.4")).isEqualTo(Evidence.FAILED);
    }
}
