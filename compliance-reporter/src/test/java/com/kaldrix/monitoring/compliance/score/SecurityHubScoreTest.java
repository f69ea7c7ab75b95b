package com.kaldrix.monitoring.compliance.score;

import static com.kaldrix.monitoring.compliance.score.ControlStatus.FAILED;
import static com.kaldrix.monitoring.compliance.score.ControlStatus.NO_DATA;
import static com.kaldrix.monitoring.compliance.score.ControlStatus.PASSED;
import static com.kaldrix.monitoring.compliance.score.ControlStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SecurityHubScoreTest {
    private static CheckResult result(ComplianceStatus compliance) {
        return CheckResult.of(compliance);
    }

    @Test
    void oneFailureAnywhereFailsAControl() {
        assertThat(SecurityHubScore.status(List.of(
                        result(ComplianceStatus.PASSED),
                        result(ComplianceStatus.WARNING),
                        result(ComplianceStatus.FAILED),
                        result(ComplianceStatus.PASSED))))
                .isEqualTo(FAILED);
    }

    @Test
    void whatCouldNotBeCheckedIsUnknown() {
        assertThat(SecurityHubScore.status(
                        List.of(result(ComplianceStatus.PASSED), result(ComplianceStatus.NOT_AVAILABLE))))
                .isEqualTo(UNKNOWN);
        assertThat(SecurityHubScore.status(List.of(result(ComplianceStatus.WARNING))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void archivedAndSuppressedFindingsDoNotCount() {
        CheckResult archived = new CheckResult(ComplianceStatus.FAILED, WorkflowStatus.NEW, RecordState.ARCHIVED);
        CheckResult suppressed =
                new CheckResult(ComplianceStatus.FAILED, WorkflowStatus.SUPPRESSED, RecordState.ACTIVE);
        assertThat(SecurityHubScore.status(List.of(archived, suppressed))).isEqualTo(NO_DATA);
        assertThat(SecurityHubScore.status(List.of(archived, result(ComplianceStatus.PASSED))))
                .isEqualTo(PASSED);
        CheckResult resolved = new CheckResult(ComplianceStatus.FAILED, WorkflowStatus.RESOLVED, RecordState.ACTIVE);
        assertThat(SecurityHubScore.status(List.of(resolved)))
                .as("said to be resolved, and still failing")
                .isEqualTo(FAILED);
    }

    @Test
    void unknownStaysInTheDenominatorAndNoDataDoesNot() {
        assertThat(SecurityHubScore.standard(List.of(PASSED, PASSED, UNKNOWN, FAILED, NO_DATA)))
                .hasValue(50);
        assertThat(SecurityHubScore.standard(List.of(PASSED, PASSED, FAILED))).hasValue(67);
        assertThat(SecurityHubScore.standard(Collections.nCopies(200, PASSED))).hasValue(100);
        assertThat(SecurityHubScore.standard(List.of(NO_DATA))).isEmpty();
        assertThat(SecurityHubScore.standard(List.of())).isEmpty();
    }

    @Test
    void aControlOfSeveralStandardsCountsOnceInTheSummary() {
        List<Map<String, ControlStatus>> standards = List.of(
                Map.of("IAM.1", PASSED, "S3.1", FAILED),
                Map.of("IAM.1", PASSED, "EC2.2", PASSED),
                Map.of("KMS.4", NO_DATA));
        assertThat(SecurityHubScore.summaryOfControls(standards)).hasValue(67);
        assertThat(SecurityHubScore.summaryOfStandards(standards)).hasValue(75);
        assertThat(SecurityHubScore.summaryOfControls(List.of())).isEqualTo(OptionalInt.empty());
        assertThat(SecurityHubScore.summaryOfStandards(List.of())).isEqualTo(OptionalInt.empty());
    }

    @Property
    void theStatusIsWhatTheWordsSay(@ForAll("results") List<CheckResult> results) {
        List<ComplianceStatus> that = results.stream()
                .filter(one -> one.record() != RecordState.ARCHIVED && one.workflow() != WorkflowStatus.SUPPRESSED)
                .map(CheckResult::compliance)
                .toList();
        ControlStatus naive = that.contains(ComplianceStatus.FAILED)
                ? FAILED
                : that.contains(ComplianceStatus.WARNING) || that.contains(ComplianceStatus.NOT_AVAILABLE)
                        ? UNKNOWN
                        : that.isEmpty() ? NO_DATA : PASSED;
        assertThat(SecurityHubScore.status(results)).isEqualTo(naive);
    }

    @Property
    void theScoreIsTheRoundedShare(@ForAll List<ControlStatus> statuses) {
        int passed = Collections.frequency(statuses, PASSED);
        int withData = statuses.size() - Collections.frequency(statuses, NO_DATA);
        OptionalInt naive = withData == 0
                ? OptionalInt.empty()
                : OptionalInt.of(BigDecimal.valueOf(100L * passed)
                        .divide(BigDecimal.valueOf(withData), 0, RoundingMode.HALF_UP)
                        .intValueExact());
        assertThat(SecurityHubScore.standard(statuses)).isEqualTo(naive);
    }

    @Provide
    Arbitrary<List<CheckResult>> results() {
        return Combinators.combine(
                        Arbitraries.of(ComplianceStatus.class),
                        Arbitraries.of(WorkflowStatus.class),
                        Arbitraries.of(RecordState.class))
                .as(CheckResult::new)
                .list()
                .ofMaxSize(6);
    }
}
