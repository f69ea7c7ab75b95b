package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.identity.ContentIds;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a batch of findings changes in the tallies, written at once, in one order, so that two batches never wait for each other. */
final class TallyBook {
    private static final String ADD_CLUES = """
            insert into clue (id, body)
            select id::uuid, body::jsonb from unnest(:ids::text[], :bodies::text[]) as new (id, body) order by id
            on conflict (id) do nothing
            """;
    private static final String CHANGE = """
            insert into tally as known
                (clue_id, control, account, region, component, severity, passed, failed, warning, not_available, changed)
            select clue::uuid, control, account, region, component, severity, passed, failed, warning, not_available,
                pg_current_xact_id()::text::bigint
            from unnest(:clues::text[], :controls::text[], :accounts::text[], :regions::text[], :components::text[],
                :severities::text[], :passed::bigint[], :failed::bigint[], :warning::bigint[], :unavailable::bigint[])
                as change (clue, control, account, region, component, severity, passed, failed, warning, not_available)
            on conflict (control, clue_id, account, region, component, severity) do update set
                passed = known.passed + excluded.passed,
                failed = known.failed + excluded.failed,
                warning = known.warning + excluded.warning,
                not_available = known.not_available + excluded.not_available,
                changed = excluded.changed
            """;

    private final TreeMap<Line, Tally.Counts> changes = new TreeMap<>(Line.ORDER);
    private final TreeMap<String, String> clues = new TreeMap<>();
    private final Map<FindingClues, Said> remembered;

    /** What a finding says, as it is kept. */
    record Said(UUID id, String body) {}

    /** @param remembered what was written before, so that it need not be put into words again; is added to */
    TallyBook(Map<FindingClues, Said> remembered) {
        this.remembered = remembered;
    }

    /** A row of the table. */
    record Line(UUID clue, Tally.Kind kind) {
        private static final Comparator<Line> ORDER = Comparator.comparing(
                        (Line line) -> line.kind().control())
                .thenComparing(line -> line.clue().toString())
                .thenComparing(line -> line.kind().account())
                .thenComparing(line -> line.kind().region())
                .thenComparing(line -> line.kind().component())
                .thenComparing(line -> line.kind().severity());
    }

    /** Notes what a finding says, and gives it its id. */
    UUID clue(FindingClues said) {
        Said kept = remembered.computeIfAbsent(said, fresh -> {
            String body = Words.write(fresh);
            return new Said(ContentIds.of(body), body);
        });
        clues.put(kept.id().toString(), kept.body());
        return kept.id();
    }

    /** One more or one less, if it counts. */
    void count(Line line, Verdict verdict, int step) {
        if (verdict.counts()) {
            changes.merge(line, Tally.Counts.of(verdict.compliance(), step), Tally.Counts::plus);
        }
    }

    void write(JdbcClient jdbc) {
        if (!clues.isEmpty()) {
            jdbc.sql(ADD_CLUES)
                    .param("ids", clues.keySet().toArray(String[]::new))
                    .param("bodies", clues.values().toArray(String[]::new))
                    .update();
        }
        List<Map.Entry<Line, Tally.Counts>> lines = changes.entrySet().stream()
                .filter(change -> !change.getValue().isNone())
                .toList();
        if (lines.isEmpty()) {
            return;
        }
        jdbc.sql(CHANGE)
                .param("clues", texts(lines, line -> line.clue().toString()))
                .param("controls", texts(lines, line -> line.kind().control().toString()))
                .param("accounts", texts(lines, line -> line.kind().account()))
                .param("regions", texts(lines, line -> line.kind().region()))
                .param("components", texts(lines, line -> line.kind().component()))
                .param("severities", texts(lines, line -> line.kind().severity().name()))
                .param("passed", numbers(lines, Tally.Counts::passed))
                .param("failed", numbers(lines, Tally.Counts::failed))
                .param("warning", numbers(lines, Tally.Counts::warning))
                .param("unavailable", numbers(lines, Tally.Counts::notAvailable))
                .update();
    }

    private static String[] texts(List<Map.Entry<Line, Tally.Counts>> lines, Function<Line, String> part) {
        return lines.stream().map(Map.Entry::getKey).map(part).toArray(String[]::new);
    }

    private static Long[] numbers(List<Map.Entry<Line, Tally.Counts>> lines, Function<Tally.Counts, Long> part) {
        return lines.stream().map(Map.Entry::getValue).map(part).toArray(Long[]::new);
    }
}
