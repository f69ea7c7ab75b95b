package com.kaldrix.monitoring.compliance.reporting.snapshot;

import com.kaldrix.monitoring.compliance.finding.FindingRows;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.pull.CollectionStates;
import com.kaldrix.monitoring.compliance.report.ReportData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Sources that push and are silent: those from which nothing has ever come, and Security Hub where it has told nothing for longer than a day, for it
 * tells of every control at least that often. Silence of the others says nothing: they tell when they find something. Of what is asked as well it is
 * known better.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-standards-schedule.html">Security Hub, schedule of checks</a>
 */
@Component
class Silence implements GapSource {
    /** A day, and what a late event takes. */
    private static final Duration LONGEST = Duration.ofHours(26);

    private static final List<Source> EXPECTED = List.of(
            Source.SECURITY_HUB,
            Source.CONFIG,
            Source.GUARD_DUTY,
            Source.MACIE,
            Source.INSPECTOR,
            Source.ACCESS_ANALYZER);

    private final FindingRows findings;
    private final CollectionStates states;

    Silence(FindingRows findings, CollectionStates states) {
        this.findings = findings;
        this.states = states;
    }

    @Override
    public List<ReportData.Gap> gaps(Wanted wanted, Instant cutOff) {
        List<FindingRows.LastTold> told = findings.lastTold(wanted.bounds());
        Set<String> known = told.stream().map(FindingRows.LastTold::namespace).collect(Collectors.toSet());
        Set<String> asked = states.all().stream()
                .map(state -> state.target().source().word())
                .collect(Collectors.toSet());
        List<ReportData.Gap> gaps = new ArrayList<>();
        for (Source source : EXPECTED) {
            if (!known.contains(source.word()) && !asked.contains(source.word())) {
                gaps.add(new ReportData.Gap(source.word(), "", "", null, "No finding of it has ever come."));
            }
        }
        for (FindingRows.LastTold one : told) {
            if (one.namespace().equals(Namespace.SECURITY_HUB.word()) && !asked.contains(one.namespace())) {
                one.ifBefore(cutOff.minus(LONGEST))
                        .ifPresent(since -> gaps.add(new ReportData.Gap(
                                one.namespace(),
                                one.account(),
                                one.region(),
                                since,
                                "It tells of every control once a day, and has told nothing since.")));
            }
        }
        return gaps;
    }
}
