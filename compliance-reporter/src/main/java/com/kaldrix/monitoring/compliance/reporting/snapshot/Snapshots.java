package com.kaldrix.monitoring.compliance.reporting.snapshot;

import com.kaldrix.monitoring.compliance.audit.log.Checkpoints;
import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.finding.FindingRows;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportFindings;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import com.kaldrix.monitoring.compliance.score.Scores;
import com.kaldrix.monitoring.compliance.score.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows all that a report says as it was at one moment: what is committed meanwhile is in the next one. */
@Component
public class Snapshots {
    private final TransactionTemplate snapshot;
    private final Sections sections;
    private final Scores scores;
    private final Checkpoints checkpoints;
    private final Judgement judgement;

    Snapshots(
            PlatformTransactionManager transactions,
            Sections sections,
            Scores scores,
            Checkpoints checkpoints,
            Judgement judgement) {
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.sections = sections;
        this.scores = scores;
        this.checkpoints = checkpoints;
        this.judgement = judgement;
    }

    /** By what findings are judged. */
    @Component
    record Judgement(Catalogue catalogue, Mapper mapper, FindingRows rows) {}

    /** What the parts of a report come from. */
    @Component
    record Sections(
            StandardResults standards,
            DriftFacts drift,
            RemediationFacts remediations,
            Facts facts,
            List<GapSource> gaps) {}

    /** Does something with a snapshot while it is held. */
    @FunctionalInterface
    public interface Use<T> {
        T with(Content content) throws IOException;
    }

    /**
     * What a snapshot shows.
     *
     * @param data all but the findings
     * @param findings may be gone through more than once
     * @param expected about how many there are
     */
    public record Content(ReportData data, ReportFindings findings, long expected) {}

    /** @throws IOException what {@code use} throws */
    public <T> T take(Wanted wanted, Use<T> use) throws IOException {
        try {
            return snapshot.execute(status -> {
                try {
                    return use.with(content(wanted));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Content content(Wanted wanted) {
        Checkpoint trail = checkpoints.unsigned();
        Standing standing = scores.counted(wanted.bounds()::holds);
        Instant cutOff = standing.at();
        Facts facts = sections.facts();
        ReportData data = new ReportData(
                new ReportHeader(
                        wanted.kind(),
                        wanted.scope(),
                        wanted.period(),
                        cutOff,
                        judgement.catalogue().version(),
                        trail),
                sections.standards().of(wanted, standing),
                sections.drift().of(wanted, cutOff),
                facts.waivers(wanted, cutOff),
                facts.attestations(wanted, cutOff),
                facts.responses(wanted),
                sections.remediations().of(wanted),
                facts.activity(wanted),
                sections.gaps().stream()
                        .flatMap(source -> source.gaps(wanted, cutOff).stream())
                        .toList(),
                Facts.unmapped(standing.unmapped()));
        return new Content(
                data,
                new SnapshotFindings(judgement.rows(), judgement.mapper(), wanted, facts.waiversInForce(cutOff)),
                judgement.rows().count(wanted.bounds()));
    }
}
