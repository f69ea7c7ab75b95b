package com.kaldrix.monitoring.metrics.ingest.scrape.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.metrics.ingest.scrape.text.Exposition.Line;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {
    private static List<String> read(String page, TextFormat format) throws MalformedExpositionException {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        return read(bytes, bytes.length, format);
    }

    private static List<String> read(byte[] bytes, int length, TextFormat format) throws MalformedExpositionException {
        Exposition page = new Exposition(bytes, length, format);
        List<String> said = new ArrayList<>();
        while (true) {
            switch (page.next()) {
                case Line.SAMPLE -> {
                    LabelSet labels = new LabelSet();
                    page.labels(labels, new ArrayList<>());
                    String text = labels + " " + page.value() + (page.isTimed() ? " @" + page.timestamp() : "");
                    if (page.hasExemplar()) {
                        text += " # " + page.exemplarLabels() + " " + page.exemplarValue();
                    }
                    said.add(text);
                }
                case Line.METADATA -> said.add(page.metadata().toString());
                case Line.END -> {
                    return said;
                }
            }
        }
    }

    private static List<String> samples(String page, TextFormat format) throws MalformedExpositionException {
        return read(page, format).stream()
                .filter(line -> !line.matches("(?s)(Help|Type|Unit)\\[.*"))
                .toList();
    }

    @Test
    void readsTheTextFormatWithItsOddities() throws MalformedExpositionException {
        String page = "# HELP up whether it is \\\\ well\\nor not\n"
                + "# TYPE up gauge\n"
                + "# a comment\n"
                + "\n"
                + "up 1\n"
                + "  up{job=\"a\"}\t2\n"
                + "up {job=\"b\"} 3\n"
                + "up{job=\"c\",} 4 1700000000123\r\n"
                + "up{job=\"q\\\"\\\\\\n\"} 5e-3\n"
                + "up{ job = \"d\" , x = \"y\" } +Inf\n"
                + "up{job=\"e\"} NaN\n"
                + "up{job=\"f\"} -Inf";

        assertThat(samples(page, TextFormat.PROMETHEUS))
                .containsExactly(
                        "up{} 1.0",
                        "up{job=\"a\"} 2.0",
                        "up{job=\"b\"} 3.0",
                        "up{job=\"c\"} 4.0 @1700000000123",
                        "up{job=\"q\\\"\\\\\\n\"} 0.005",
                        "up{job=\"d\",x=\"y\"} Infinity",
                        "up{job=\"e\"} NaN",
                        "up{job=\"f\"} -Infinity");
        assertThat(read(page, TextFormat.PROMETHEUS)).anyMatch(line -> line.contains("GAUGE"));
    }

    @Test
    void readsQuotedNames() throws MalformedExpositionException {
        assertThat(samples("{\"my.metric\", \"a label\"=\"b\"} 1\n", TextFormat.PROMETHEUS))
                .containsExactly("my.metric{a label=\"b\"} 1.0");
        assertThat(samples("{\"my.metric\",\"ä\"=\"b\"} 1\n# EOF\n", TextFormat.OPEN_METRICS))
                .containsExactly("my.metric{ä=\"b\"} 1.0");
    }

    @Test
    void readsOpenMetrics() throws MalformedExpositionException {
        String page = """
                # TYPE foo_seconds histogram
                # UNIT foo_seconds seconds
                # HELP foo_seconds how long
                foo_seconds_bucket{le="1.0"} 3 1520879607.789 # {trace_id="abc"} 0.67 1520879606.1
                foo_seconds_count 3
                foo_seconds_created 1520430000.123
                # EOF
                """;

        assertThat(samples(page, TextFormat.OPEN_METRICS))
                .containsExactly(
                        "foo_seconds_bucket{le=\"1.0\"} 3.0 @1520879607789 # {trace_id=\"abc\"} 0.67",
                        "foo_seconds_count{} 3.0",
                        "foo_seconds_created{} 1.520430000123E9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up{job=\"a\" 1\n",
                "up{job=a} 1\n",
                "up{job=\"a} 1\n",
                "up\n",
                "up one\n",
                "up 1 soon\n",
                "up 1 2 3\n",
                "{job=\"a\"} 1\n",
                "1up 1\n",
                "up{=\"a\"} 1\n"
            })
    void refusesWhatIsNoLineAndNamesIt(String line) {
        assertThatThrownBy(() -> read("fine 1\n" + line, TextFormat.PROMETHEUS))
                .isInstanceOf(MalformedExpositionException.class)
                .hasMessageStartingWith("line 2: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up 1\n", "up 1\n# EOF\nup 2\n", "up  1\n# EOF\n", "\nup 1\n# EOF\n"})
    void isStrictAboutOpenMetrics(String page) {
        assertThatThrownBy(() -> read(page, TextFormat.OPEN_METRICS)).isInstanceOf(MalformedExpositionException.class);
    }

    @Test
    void readsOrRefusesWhateverIsDamaged() {
        byte[] prometheus = "# TYPE a counter\na{b=\"c\",d=\"e\"} 1 1700000000000\n{\"q.r\",s=\"t\"} NaN\n"
                .getBytes(StandardCharsets.UTF_8);
        byte[] open =
                "# TYPE a counter\na_total{b=\"c\"} 1 17.5 # {x=\"y\"} 2 3\n# EOF\n".getBytes(StandardCharsets.UTF_8);
        SplittableRandom random = new SplittableRandom(20261125);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            TextFormat format = i % 2 == 0 ? TextFormat.PROMETHEUS : TextFormat.OPEN_METRICS;
            byte[] damaged = (i % 2 == 0 ? prometheus : open).clone();
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                read(damaged, random.nextInt(damaged.length + 1), format);
            } catch (MalformedExpositionException expected) {
                refused++;
            }
        }

        assertThat(refused).isBetween(1_000, 20_000);
    }
}
