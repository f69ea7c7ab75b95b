package com.kaldrix.monitoring.metrics.kpi.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KpiHistoryTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private static KpiWindow window(Instant start, Outcome outcome, boolean revised) {
        return new KpiWindow(
                start,
                start.plus(WINDOW),
                Map.of("us-east-1", Map.of("peer_count", outcome)),
                Map.of(),
                Set.of(),
                revised);
    }

    private static void keep(KpiHistory history, int number, double value) {
        history.window(window(START.plusSeconds(10L * number), new Outcome.Value(value), false));
    }

    private static List<KpiHistory.Point> all(KpiHistory history) {
        return history.range("peer_count", "us-east-1", START, START.plus(Duration.ofDays(2)), WINDOW);
    }

    @Test
    void pointsAreAveragesOfTheirStepAndGapsStayGaps() {
        KpiHistory history = new KpiHistory(new HistoryFiles(folder));
        keep(history, 0, 10);
        keep(history, 1, 20);
        keep(history, 2, 30);
        keep(history, 9, 40);
        history.window(window(START.plusSeconds(100), new Outcome.NoData("nothing"), false));

        assertThat(history.range("peer_count", "us-east-1", START, START.plusSeconds(120), Duration.ofSeconds(30)))
                .containsExactly(new KpiHistory.Point(START, 20), new KpiHistory.Point(START.plusSeconds(90), 40));
        assertThat(history.range("peer_count", "eu-west-1", START, START.plusSeconds(120), WINDOW))
                .isEmpty();
        assertThat(history.range("peer_count", "us-east-1", START.plusSeconds(10), START.plusSeconds(20), WINDOW))
                .containsExactly(new KpiHistory.Point(START.plusSeconds(10), 20));
    }

    @Test
    void aRestartKeepsIt() {
        HistoryFiles files = new HistoryFiles(folder);
        KpiHistory history = new KpiHistory(files);
        keep(history, 0, 10);
        keep(history, 400, 20);

        KpiHistory killed = new KpiHistory(new HistoryFiles(folder));

        assertThat(all(killed)).isEqualTo(all(history)).hasSize(2);
        keep(killed, 401, 30);
        files.close();
        assertThat(all(new KpiHistory(new HistoryFiles(folder)))).hasSize(3);
    }

    @Test
    void whatACrashCutOffIsLeftOut() throws IOException {
        keep(new KpiHistory(new HistoryFiles(folder)), 0, 10);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[] {0, 0, 1, 2, 3}, StandardOpenOption.APPEND);
            }
        }

        KpiHistory history = new KpiHistory(new HistoryFiles(folder));
        keep(history, 1, 20);

        assertThat(all(new KpiHistory(new HistoryFiles(folder)))).hasSize(2);
    }

    @Test
    void aDayIsKeptAndNoMore() throws IOException {
        KpiHistory history = new KpiHistory(new HistoryFiles(folder));
        for (int minute = 0; minute < 60 * 30; minute++) {
            keep(history, minute * 6, minute);
        }

        List<KpiHistory.Point> points = all(history);

        assertThat(points).hasSize(24 * 60);
        assertThat(points.getLast().value()).isEqualTo(60 * 30 - 1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.count()).isLessThanOrEqualTo(28);
        }
    }

    @Test
    void aRevisionTakesThePlaceOfWhatWasTold() {
        KpiHistory history = new KpiHistory(new HistoryFiles(folder));
        keep(history, 0, 10);
        keep(history, 1, 10);
        history.window(window(START, new Outcome.Value(11), true));
        history.window(window(START.plusSeconds(10), new Outcome.NoData("nothing"), true));

        assertThat(all(history)).containsExactly(new KpiHistory.Point(START, 11));
        assertThat(all(new KpiHistory(new HistoryFiles(folder)))).isEqualTo(all(history));
    }
}
