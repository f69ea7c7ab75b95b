package com.kaldrix.monitoring.anomaly.explain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return RankCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private void series(Path at, String name, int ill, double size) throws IOException {
        Random random = new Random(name.hashCode());
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int i = 0; i < 200; i++) {
            text.append(1_700_000_000L + i * 60)
                    .append(',')
                    .append(10 + random.nextGaussian() + (i >= ill ? size : 0))
                    .append('\n');
        }
        Files.writeString(at.resolve(name), text);
    }

    @Test
    void theNodeWhoseCallersFollowItComesFirst() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        series(data, "web.latency.csv", 162, 12);
        series(data, "eu.api.latency.csv", 161, 15);
        series(data, "db.latency.csv", 160, 20);
        series(data, "cache.latency.csv", 200, 0);
        Path graph = Files.writeString(
                folder.resolve("g.json"),
                "{\"edges\":[[\"web\",\"eu.api\"],[\"eu.api\",\"db\"],[\"eu.api\",\"cache\"]]}");
        assertThat(run("--series", data.toString(), "--graph", graph.toString(), "--at", "2023-11-15T00:55:00Z"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("db", "eu.api", "web", "cache");
    }

    @Test
    void badInputIsASentence() throws IOException {
        Path graph = Files.writeString(folder.resolve("g.json"), "{\"edges\":[[\"web\"]]}");
        String data = folder.toString();
        assertThat(run("--series", data, "--graph", graph.toString(), "--at", "now"))
                .isEqualTo(2);
        assertThat(run("--series", data, "--graph", graph.toString(), "--at", "2023-11-15T00:55:00Z"))
                .isEqualTo(2);
        assertThat(run("--series", data)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("not a time", "edge 1 is not a pair", "--at is missing");
    }
}
