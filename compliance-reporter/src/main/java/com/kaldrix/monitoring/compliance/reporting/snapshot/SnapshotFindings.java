package com.kaldrix.monitoring.compliance.reporting.snapshot;

import com.kaldrix.monitoring.compliance.attest.Waiver;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.FindingRows;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import com.kaldrix.monitoring.compliance.report.ReportFinding;
import com.kaldrix.monitoring.compliance.report.ReportFindings;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The findings of a snapshot, as reports have them. */
final class SnapshotFindings implements ReportFindings {
    /** The control says it all: sources give no reason that many findings share. */
    private static final String NO_CAUSE = "";

    private final FindingRows rows;
    private final Mapper mapper;
    private final Wanted wanted;
    private final WaivedBy waived;

    SnapshotFindings(FindingRows rows, Mapper mapper, Wanted wanted, List<Waiver> waivers) {
        this.rows = rows;
        this.mapper = mapper;
        this.wanted = wanted;
        this.waived = new WaivedBy(waivers);
    }

    @Override
    public void forEach(Reader reader) throws IOException {
        Map<FindingClues, About> known = new IdentityHashMap<>();
        Map<List<RequirementId>, List<RequirementId>> lists = new HashMap<>();
        rows.forEach(wanted.bounds(), row -> {
            About about = known.get(row.clues());
            if (about == null) {
                about = about(row.clues(), lists);
                known.put(row.clues(), about);
            }
            if (about.isWanted()) {
                reader.take(finding(row, about.requirements()));
            }
        });
    }

    /** Which of the standards that are wanted clues lead to; what leads to none at all is in every report. */
    private record About(List<RequirementId> requirements, boolean isWanted) {}

    private About about(FindingClues clues, Map<List<RequirementId>, List<RequirementId>> lists) {
        List<RequirementId> all = List.copyOf(mapper.map(clues).requirements().keySet());
        // A list of that kind stays the same object wherever it is copied, by which formats know it again; one of a
        // stream does not.
        List<RequirementId> chosen = List.copyOf(
                all.stream().filter(id -> wanted.isAbout(id.framework())).toList());
        return new About(lists.computeIfAbsent(chosen, list -> list), all.isEmpty() || !chosen.isEmpty());
    }

    private ReportFinding finding(FindingRows.Row row, List<RequirementId> requirements) {
        FindingRows.About about = row.about();
        boolean canBeWaived = row.verdict().compliance() == ComplianceStatus.FAILED;
        return new ReportFinding(
                row.key(),
                new ReportFinding.What(about.title(), NO_CAUSE, about.resourceType(), about.severity(), row.origins()),
                row.verdict(),
                row.seen(),
                new ReportFinding.Handling(
                        about.care().owner(),
                        about.care().dueAt().orElse(null),
                        about.component(),
                        canBeWaived ? waived.of(row.key()) : ""),
                requirements);
    }
}
