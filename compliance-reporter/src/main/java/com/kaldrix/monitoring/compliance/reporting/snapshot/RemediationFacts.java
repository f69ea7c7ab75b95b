package com.kaldrix.monitoring.compliance.reporting.snapshot;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.remediation.Remediation;
import com.kaldrix.monitoring.compliance.remediation.Remediations;
import com.kaldrix.monitoring.compliance.report.ReportData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was asked to be put right in the period of a report, the latest first. */
@Component
class RemediationFacts {
    private static final String APPROVED = "approved";
    private static final String NOT_NEEDED = "needs no approval";

    private final Remediations remediations;

    RemediationFacts(Remediations remediations) {
        this.remediations = remediations;
    }

    List<ReportData.Remediation> of(Wanted wanted) {
        List<ReportData.Remediation> all = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        while (true) {
            Page<Remediation> page = remediations.find(Remediations.Filter.ALL, after, Page.MOST);
            for (Remediation one : page.items()) {
                Instant at = one.asked().at();
                if (at.isBefore(wanted.period().from())) {
                    return all;
                }
                if (wanted.period().contains(at)
                        && wanted.isAbout(
                                one.order().finding().account(),
                                one.order().finding().region())) {
                    all.add(remediation(one));
                }
            }
            @Nullable String next = page.next();
            if (next == null) {
                return all;
            }
            after = Optional.of(Cursor.parse(next));
        }
    }

    private ReportData.Remediation remediation(Remediation one) {
        return new ReportData.Remediation(
                one.id().toString(),
                one.order().playbook(),
                one.order().finding().control(),
                one.order().finding().resource(),
                one.asked().at(),
                remediations.steps(one.id()).stream()
                        .filter(step -> step.what().equals(APPROVED))
                        .map(Remediations.Step::by)
                        .findFirst()
                        .orElse(one.state().isSent() ? NOT_NEEDED : ""),
                switch (one.judgement()) {
                    case OPEN -> ReportData.Outcome.OPEN;
                    case HELPED -> ReportData.Outcome.CONFIRMED;
                    case DID_NOT_HELP -> ReportData.Outcome.STILL_FAILED;
                    case NEVER_TRIED -> ReportData.Outcome.REFUSED;
                });
    }
}
