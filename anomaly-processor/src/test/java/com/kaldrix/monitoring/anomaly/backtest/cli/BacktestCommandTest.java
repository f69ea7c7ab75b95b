package com.kaldrix.monitoring.anomaly.backtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return BacktestCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void oneFileGoesToStandardOutputWithEveryTimestampAsGiven() throws IOException {
        String file = file(
                "a.csv",
                "timestamp,value\n2014-04-01 00:00:00,1\n1396310700,\n2014-04-01T00:10:00Z,3\n2014-04-01 00:10:00,4\n");
        assertThat(run(file, "--seed", "3")).isZero();
        List<String> rows = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(rows).hasSize(5);
        assertThat(rows.getFirst()).isEqualTo("timestamp,score,alert");
        assertThat(rows.get(1)).matches("2014-04-01 00:00:00,[0-9.]+,[01]");
        assertThat(rows.get(2)).startsWith("1396310700,");
        assertThat(rows.get(3)).startsWith("2014-04-01T00:10:00Z,");
    }

    @Test
    void severalFilesAreWrittenBesideEach() throws IOException {
        String a = file("a.csv", "timestamp,value\n1,1\n2,2\n");
        String b = file("b.csv", "timestamp,value\n1,1\n");
        assertThat(run(a, b)).isZero();
        assertThat(out.size()).isZero();
        assertThat(Files.readAllLines(folder.resolve("a.out.csv"))).hasSize(3);
        assertThat(Files.readAllLines(folder.resolve("b.out.csv"))).hasSize(2);
    }

    @Test
    void badInputIsNamedWithFileLineAndColumn() throws IOException {
        String file = file("bad.csv", "timestamp,value\n2014-04-01 00:00:00,1\n2014-04-01 00:05:00,many\n");
        assertThat(run(file)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("bad.csv, line 3, column 21: \"many\" is not a number");
        assertThat(out.size()).isZero();
    }

    @Test
    void aMissingFileAnEmptyOneAndAnUnknownOptionAreBadInput() throws IOException {
        assertThat(run(folder.resolve("none.csv").toString())).isEqualTo(2);
        assertThat(run(file("empty.csv", ""))).isEqualTo(2);
        assertThat(run("--sed", "1")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run(file("c.csv", "timestamp,value\nyesterday,1\n"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no such file", "the file is empty", "no option --sed", "\"yesterday\" is not a timestamp");
    }
}
