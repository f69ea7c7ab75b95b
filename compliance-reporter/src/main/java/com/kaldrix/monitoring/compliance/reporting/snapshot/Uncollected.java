package com.kaldrix.monitoring.compliance.reporting.snapshot;

import com.kaldrix.monitoring.compliance.pull.CollectionState;
import com.kaldrix.monitoring.compliance.pull.CollectionStates;
import com.kaldrix.monitoring.compliance.pull.Target;
import com.kaldrix.monitoring.compliance.report.ReportData;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Targets that are to be asked and are not collected: what they would have said is not known since then. */
@Component
class Uncollected implements GapSource {
    private final CollectionStates states;

    Uncollected(CollectionStates states) {
        this.states = states;
    }

    @Override
    public List<ReportData.Gap> gaps(Wanted wanted, Instant cutOff) {
        return states.all().stream()
                .filter(state -> state.word() != CollectionState.Word.COLLECTED)
                .filter(state -> wanted.isAbout(
                        state.target().account(), state.target().region().code()))
                .map(Uncollected::gap)
                .toList();
    }

    private static ReportData.Gap gap(CollectionState state) {
        Target target = state.target();
        return new ReportData.Gap(
                target.source().word(),
                target.account(),
                target.region().code(),
                state.collectedAt().orElse(null),
                state.trouble().map(CollectionState.Trouble::words).orElse("It has not been asked yet."));
    }
}
