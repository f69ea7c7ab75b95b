package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final FindingGroups.Room SMALL = new FindingGroups.Room(3, 5, 2);

    private static GroupedFindings group(Iterable<ReportFinding> findings, FindingGroups.Room room) {
        FindingGroups groups = new FindingGroups(ExampleReports.CUT_OFF, room);
        findings.forEach(groups::add);
        return groups.finish();
    }

    /** However little room there is, every count adds up to what there is. */
    @Property(tries = 500)
    void nothingIsCountedTwiceOrNotAtAll(@ForAll("findings") List<ReportFinding> findings) {
        for (FindingGroups.Room room : List.of(SMALL, FindingGroups.Room.USUAL)) {
            GroupedFindings grouped = group(findings, room);
            long failed = count(findings, FindingState.FAILED);
            long waived = count(findings, FindingState.WAIVED);
            assertThat(grouped.all()).isEqualTo(findings.size());
            assertThat(grouped.count(FindingState.FAILED)).isEqualTo(failed);
            assertThat(grouped.places().stream()
                            .mapToLong(GroupedFindings.PlaceCount::all)
                            .sum())
                    .isEqualTo(findings.size());
            assertThat(grouped.controls().stream()
                            .mapToLong(GroupedFindings.ControlGroup::failed)
                            .sum())
                    .isEqualTo(failed);
            List<GroupedFindings.CauseGroup> causes = grouped.controls().stream()
                    .flatMap(control -> control.causes().stream())
                    .toList();
            assertThat(causes.stream()
                            .mapToLong(GroupedFindings.CauseGroup::failed)
                            .sum())
                    .isEqualTo(failed);
            assertThat(causes.stream()
                            .mapToLong(GroupedFindings.CauseGroup::waived)
                            .sum())
                    .isEqualTo(waived);
            assertThat(causes).allSatisfy(cause -> {
                assertThat(sum(cause.owners())).isEqualTo(cause.failed() + cause.waived());
                assertThat(sum(cause.regions())).isEqualTo(cause.failed() + cause.waived());
            });
            // Each cause beyond the room is one of a control's, so there are at most as many again.
            assertThat(causes.size())
                    .isLessThanOrEqualTo(room.groups() + grouped.controls().size());
        }
    }

    @Property(tries = 500)
    void requirementsAreCountedAsOneWouldByHand(@ForAll("findings") List<ReportFinding> findings) {
        GroupedFindings grouped = group(findings, FindingGroups.Room.USUAL);
        Map<RequirementId, Long> byHand = new TreeMap<>();
        for (ReportFinding finding : findings) {
            if (finding.state() == FindingState.FAILED) {
                finding.requirements().forEach(requirement -> byHand.merge(requirement, 1L, Long::sum));
            }
        }
        Map<RequirementId, Long> counted = grouped.requirements().entrySet().stream()
                .filter(entry -> entry.getValue().failed() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().failed()));
        assertThat(counted).isEqualTo(byHand);
        grouped.requirements().values().forEach(count -> {
            assertThat(count.controls().stream()
                            .mapToLong(GroupedFindings.ControlCount::failed)
                            .sum())
                    .isEqualTo(count.failed());
            assertThat(sum(count.owners())).isEqualTo(count.failed());
        });
    }

    @Test
    void theWorstComesFirst() throws IOException {
        List<ReportFinding> findings = new ArrayList<>();
        ExampleReports.fleet().forEach(findings::add);
        List<FindingSeverity> severities = group(findings, FindingGroups.Room.USUAL).controls().stream()
                .map(GroupedFindings.ControlGroup::severity)
                .toList();
        assertThat(severities)
                .isSortedAccordingTo((one, other) -> other.compareTo(one))
                .hasSizeGreaterThan(5);
    }

    private static long sum(Counts counts) {
        return counts.further()
                + counts.named().stream().mapToLong(Counts.Count::findings).sum();
    }

    private static long count(List<ReportFinding> findings, FindingState state) {
        return findings.stream().filter(finding -> finding.state() == state).count();
    }

    @Provide
    Arbitrary<List<ReportFinding>> findings() {
        Arbitrary<FindingKey> keys = Combinators.combine(
                        Arbitraries.of("111111111111", "222222222222"),
                        Arbitraries.of("eu-west-1", "us-east-1"),
                        Arbitraries.of(
                                "securityhub:A.1",
                                "securityhub:A.2",
                                "securityhub:B.1",
                                "macie:X",
                                "macie:Y",
                                "config:z"),
                        Arbitraries.integers().between(0, 10_000))
                .as((account, region, control, resource) ->
                        new FindingKey(account, region, Control.parse(control), "r" + resource));
        Arbitrary<ReportFinding.Handling> handlings = Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of("", "", "W-1"),
                        Arbitraries.of(true, false))
                .as((owner, waiver, late) -> new ReportFinding.Handling(
                        "owner-" + owner, late ? ExampleReports.CUT_OFF.minusSeconds(1) : null, "", waiver));
        Arbitrary<List<RequirementId>> requirements = Arbitraries.of(
                        "soc2/1", "soc2/2", "gdpr/32", "pci/1", "pci/2", "pci/3")
                .set()
                .ofMaxSize(4)
                .map(set -> set.stream()
                        .map(text -> new RequirementId(
                                text.substring(0, text.indexOf('/')), text.substring(text.indexOf('/') + 1)))
                        .sorted()
                        .toList());
        return Combinators.combine(
                        keys,
                        handlings,
                        requirements,
                        Arbitraries.of(ComplianceStatus.values()),
                        Arbitraries.of(FindingSeverity.values()),
                        Arbitraries.of("", "one", "two", "three"))
                .as((key, handling, about, status, severity, cause) -> new ReportFinding(
                        key,
                        new ReportFinding.What("title", cause, "AWS::S3::Bucket", severity, List.of()),
                        Verdict.of(status),
                        Seen.at(ExampleReports.CUT_OFF, ExampleReports.CUT_OFF),
                        handling,
                        about))
                .list()
                .ofMaxSize(120);
    }
}
