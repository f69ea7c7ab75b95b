package com.kaldrix.monitoring.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedSeriesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path folder;

    private final WatchList watchList = new WatchList(List.of(Selector.parse("configured")));

    private static LabelSet series(String name) {
        return new LabelSet().set(LabelSet.NAME, name);
    }

    @Test
    void isWatchedBesideWhatIsConfiguredAlsoAfterAReload() {
        AskedSeries asked = new AskedSeries(watchList, folder.resolve("asked.txt"));
        long before = watchList.version();
        asked.ask(List.of("node_load1", "{__name__=~\"aws_.+_sum\"}"), NOON);
        assertThat(watchList.version()).isGreaterThan(before);
        assertThat(watchList.matches(series("configured"))).isTrue();
        assertThat(watchList.matches(series("aws_ec2_network_in_sum"))).isTrue();
        assertThat(watchList.matches(series("other"))).isFalse();

        watchList.watch(List.of(Selector.parse("other")));
        assertThat(watchList.matches(series("node_load1"))).isTrue();
        assertThat(watchList.matches(series("configured"))).isFalse();
        assertThat(watchList.selectors()).extracting(Selector::toString).containsExactly("other");
    }

    @Test
    void theLaterListCountsAndARepetitionChangesNothing() {
        AskedSeries asked = new AskedSeries(watchList, folder.resolve("asked.txt"));
        asked.ask(List.of("node_load1"), NOON);
        long version = watchList.version();
        asked.ask(List.of("node_load1"), NOON);
        asked.ask(List.of("node_load5"), NOON.minusSeconds(1));
        assertThat(watchList.version()).isEqualTo(version);
        assertThat(watchList.matches(series("node_load5"))).isFalse();

        asked.ask(List.of(), NOON.plusSeconds(1));
        assertThat(watchList.matches(series("node_load1"))).isFalse();
    }

    @Test
    void holdsAfterARestartAndPassesOverWhatIsNone() throws IOException {
        Path file = folder.resolve("asked.txt");
        new AskedSeries(watchList, file).ask(List.of("no selector {", "node_load1"), NOON);

        WatchList after = new WatchList(List.of());
        new AskedSeries(after, file);
        assertThat(after.matches(series("node_load1"))).isTrue();

        Files.writeString(file, "damaged");
        WatchList empty = new WatchList(List.of());
        new AskedSeries(empty, file).ask(List.of("node_load5"), NOON);
        assertThat(empty.matches(series("node_load5"))).isTrue();
    }
}
