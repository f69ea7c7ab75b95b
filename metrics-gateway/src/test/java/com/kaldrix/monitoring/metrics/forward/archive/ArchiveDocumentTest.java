package com.kaldrix.monitoring.metrics.forward.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples for DuckDB in {@code docs/archive.md} answer what they say. */
class ArchiveDocumentTest {
    private static final Pattern EXAMPLE = Pattern.compile("```sql\n(.*?);?\n```", Pattern.DOTALL);

    @Test
    void theExamplesAnswer(@TempDir Path directory) throws Exception {
        String document = Files.readString(Path.of(System.getProperty("kaldrix.root"), "docs/archive.md"));
        List<String> examples = EXAMPLE.matcher(document)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(examples).hasSize(4);

        try (ArchiveHouse house = new ArchiveHouse(directory)) {
            LabelSet height = LabelSet.of("__name__", "kaldrix_block_height", "validator", "v1");
            LabelSet requests = LabelSet.of("__name__", "http_requests_total", "job", "api");
            Instant start = Instant.parse("2026-11-25T14:10:00Z");
            double[] counter = {10, 15, 3, 4};
            for (int i = 0; i < counter.length; i++) {
                house.accept(height, start.plusSeconds(30L * i), 100 + i);
                house.accept(requests, start.plusSeconds(30L * i), counter[i]);
            }
            house.archiveAll();
            try (DuckDb db = new DuckDb(house.archive)) {
                db.rows("drop view samples");
                assertThat(db.rows(examples.get(0).replace("ARCHIVE", house.archive.toString())))
                        .isEmpty();
                assertThat(db.rows(examples.get(1)))
                        .extracting(row -> row.substring(row.indexOf('|')))
                        .containsExactly("|v1|101.0", "|v1|103.0");
                assertThat(db.rows(examples.get(2))).containsExactly("api|9.0");
                assertThat(db.rows(examples.get(3)))
                        .containsExactlyInAnyOrder("kaldrix_block_height|4|1", "http_requests_total|4|1");
            }
        }
    }
}
