package com.kaldrix.monitoring.compliance.finding;

import static com.kaldrix.monitoring.compliance.finding.FindingExamples.KEY;
import static com.kaldrix.monitoring.compliance.finding.FindingExamples.NOON;
import static com.kaldrix.monitoring.compliance.finding.FindingExamples.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JoinedFindingTest {
    private static JoinedFinding joined(List<Finding> findings) {
        JoinedFinding joined = JoinedFinding.of(findings.getFirst());
        for (Finding finding : findings) {
            joined = joined.join(finding);
        }
        return joined;
    }

    private static JoinedFinding joined(Finding... findings) {
        return joined(List.of(findings));
    }

    @Test
    void theNewestWordOfAnOriginStands() {
        Finding failed = finding(Source.SECURITY_HUB, "a", 1, ComplianceStatus.FAILED);
        Finding passed = finding(Source.SECURITY_HUB, "a", 2, ComplianceStatus.PASSED);

        assertThat(joined(failed, passed).verdict()).isEqualTo(Verdict.of(ComplianceStatus.PASSED));
        JoinedFinding newest = JoinedFinding.of(passed);
        assertThat(newest.join(failed)).as("an older word changes nothing").isSameAs(newest);
        assertThat(newest.join(passed)).as("nor does the same one").isSameAs(newest);
    }

    /** Security Hub does not move UpdatedAt when somebody suppresses a finding. */
    @Test
    void ofTheSameUpdateTheLaterTellingStands() {
        Finding fresh = finding(Source.SECURITY_HUB, "a", 1, 1, Verdict.of(ComplianceStatus.FAILED));
        Finding suppressed = finding(
                Source.SECURITY_HUB,
                "a",
                1,
                60,
                new Verdict(ComplianceStatus.FAILED, WorkflowStatus.SUPPRESSED, RecordState.ACTIVE));
        assertThat(joined(fresh, suppressed).verdict().counts()).isFalse();
        assertThat(joined(suppressed, fresh).verdict().counts()).isFalse();
        Finding replicated = finding(Source.SECURITY_HUB, "a", 0, 90, Verdict.of(ComplianceStatus.PASSED));
        assertThat(joined(suppressed, replicated).verdict().workflow())
                .as("an old state that comes late, by the region of aggregation")
                .isEqualTo(WorkflowStatus.SUPPRESSED);
    }

    @Test
    void theWorstOfTheOriginsThatCountDecides() {
        Finding passed = finding(Source.CONFIG, "rule", 9, ComplianceStatus.PASSED);
        Finding failed = finding(Source.SECURITY_HUB, "a", 1, ComplianceStatus.FAILED);
        Finding warning = finding(Source.SECURITY_HUB, "b", 2, ComplianceStatus.WARNING);
        Finding unknown = finding(Source.SECURITY_HUB, "c", 3, ComplianceStatus.NOT_AVAILABLE);

        assertThat(joined(passed, failed, warning, unknown).verdict().compliance())
                .isEqualTo(ComplianceStatus.FAILED);
        assertThat(joined(passed, warning, unknown).verdict().compliance()).isEqualTo(ComplianceStatus.WARNING);
        assertThat(joined(passed, unknown).verdict().compliance()).isEqualTo(ComplianceStatus.NOT_AVAILABLE);
        assertThat(joined(passed, failed).title()).isEqualTo("securityhub a");
        assertThat(joined(passed, failed).severity()).isEqualTo(FindingSeverity.HIGH);
        assertThat(joined(passed, failed).seen().updated()).isEqualTo(NOON.plusSeconds(9));
    }

    @Test
    void whatIsArchivedOrSuppressedSaysNothingWhileAnythingElseDoes() {
        Finding passed = finding(Source.CONFIG, "rule", 1, ComplianceStatus.PASSED);
        Finding archived = finding(
                Source.SECURITY_HUB,
                "a",
                5,
                5,
                Verdict.of(ComplianceStatus.FAILED).archived());
        Finding suppressed = finding(
                Source.SECURITY_HUB,
                "b",
                6,
                6,
                new Verdict(ComplianceStatus.FAILED, WorkflowStatus.SUPPRESSED, RecordState.ACTIVE));

        assertThat(joined(passed, archived, suppressed).verdict()).isEqualTo(Verdict.of(ComplianceStatus.PASSED));
        assertThat(joined(archived, suppressed).verdict()).isEqualTo(suppressed.verdict());
        assertThat(joined(archived).verdict().record()).isEqualTo(RecordState.ARCHIVED);
        Finding again = finding(Source.SECURITY_HUB, "a", 7, ComplianceStatus.FAILED);
        assertThat(joined(passed, archived, again).verdict().compliance())
                .as("what comes back from the archive counts again")
                .isEqualTo(ComplianceStatus.FAILED);
    }

    @Test
    void aSourceWhoseClockIsAheadHasNotTheLastWordForEver() {
        Finding ahead = new Finding(
                KEY,
                new Origin(Source.PRODUCT, "a"),
                "",
                "ahead",
                FindingSeverity.LOW,
                Verdict.of(ComplianceStatus.FAILED),
                Seen.at(NOON.plus(Duration.ofDays(30_000)), NOON),
                FindingClues.none());
        Finding later = finding(Source.PRODUCT, "a", 1, ComplianceStatus.PASSED);
        assertThat(joined(ahead, later).verdict().compliance()).isEqualTo(ComplianceStatus.PASSED);
    }

    @Test
    void aFindingOfAnotherKeyIsRefused() {
        Finding other = new Finding(
                new FindingKey(KEY.account(), "us-east-1", KEY.control(), KEY.resource()),
                new Origin(Source.CONFIG, "x"),
                "",
                "",
                FindingSeverity.LOW,
                Verdict.of(ComplianceStatus.PASSED),
                Seen.at(NOON, NOON),
                FindingClues.none());
        JoinedFinding joined = joined(finding(Source.CONFIG, "x", 1, ComplianceStatus.FAILED));
        assertThatThrownBy(() -> joined.join(other)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Control.parse("securityhub:EC2.13")).isEqualTo(Control.of(Namespace.SECURITY_HUB, "EC2.13"));
        assertThatThrownBy(() -> Control.parse("EC2.13")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Few origins, times and states, so that they collide often. */
    @Provide
    Arbitrary<List<Finding>> events() {
        Arbitrary<Verdict> verdicts = Combinators.combine(
                        Arbitraries.of(ComplianceStatus.class),
                        Arbitraries.of(WorkflowStatus.class),
                        Arbitraries.of(RecordState.class))
                .as(Verdict::new);
        return Combinators.combine(
                        Arbitraries.of(Source.SECURITY_HUB, Source.CONFIG),
                        Arbitraries.of("a", "b"),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        verdicts)
                .as(FindingExamples::finding)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 3000)
    void orderAndRepetitionDoNotMatter(@ForAll("events") List<Finding> events, @ForAll Random random) {
        List<Finding> delivered = new ArrayList<>(events);
        events.stream().filter(event -> random.nextBoolean()).forEach(delivered::add);
        Collections.shuffle(delivered, random);

        assertThat(joined(delivered)).isEqualTo(joined(events));
        assertThat(joined(delivered).deciding()).isEqualTo(joined(events).deciding());
    }

    /** Against the rules said plainly: the newest of each origin; of those the worst that counts. */
    @Property(tries = 2000)
    void theWorstThatCountsIsFound(@ForAll("events") List<Finding> events) {
        JoinedFinding joined = joined(events);
        boolean anyCounts =
                joined.words().values().stream().anyMatch(word -> word.verdict().counts());
        boolean anyFails = joined.words().values().stream()
                .anyMatch(word -> word.verdict().counts() && word.verdict().compliance() == ComplianceStatus.FAILED);
        boolean allPass = joined.words().values().stream()
                .filter(word -> word.verdict().counts())
                .allMatch(word -> word.verdict().compliance() == ComplianceStatus.PASSED);

        assertThat(joined.verdict().counts()).isEqualTo(anyCounts);
        assertThat(joined.verdict().counts() && joined.verdict().compliance() == ComplianceStatus.FAILED)
                .isEqualTo(anyFails);
        assertThat(joined.verdict().counts() && joined.verdict().compliance() == ComplianceStatus.PASSED)
                .isEqualTo(anyCounts && allPass);
        for (Finding event : events) {
            assertThat(event.isNewerThan(Objects.requireNonNull(joined.words().get(event.origin()))))
                    .isFalse();
        }
    }
}
