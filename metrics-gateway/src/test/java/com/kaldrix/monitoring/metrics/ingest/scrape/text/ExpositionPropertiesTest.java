package com.kaldrix.monitoring.metrics.ingest.scrape.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written as a page is read as it was meant. */
class ExpositionPropertiesTest {
    /**
     * A sample.
     *
     * @param timestamp none when negative
     */
    record Sample(LabelSet labels, double value, long timestamp) {}

    @Provide
    Arbitrary<List<Sample>> samples() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars('a', 'Z', '0', '_', ':', '"', '\\', '\n', '{', '}', ',', '=', ' ', '#', 'ä', '☃', '\t')
                .ofMinLength(1)
                .ofMaxLength(8);
        Arbitrary<String> plain = Arbitraries.strings()
                .withChars('a', 'b', 'Z', '_')
                .ofMinLength(1)
                .ofMaxLength(6);
        Arbitrary<String> names = Arbitraries.oneOf(plain, texts);
        Arbitrary<LabelSet> labels = Combinators.combine(
                        names, Arbitraries.maps(names, texts).ofMaxSize(4))
                .as((name, map) -> LabelSet.of(map).set(LabelSet.NAME, name));
        Arbitrary<Double> values = Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.integers().map(Integer::doubleValue),
                Arbitraries.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE));
        Arbitrary<Long> times =
                Arbitraries.oneOf(Arbitraries.just(-1L), Arbitraries.longs().between(0, 4_000_000_000_000L));
        return Combinators.combine(labels, values, times).as(Sample::new).list().ofMaxSize(20);
    }

    @Property(tries = 300)
    void readsPrometheusTextBack(@ForAll("samples") List<Sample> samples, @ForAll boolean oddly)
            throws MalformedExpositionException {
        assertThat(read(write(samples, oddly, false), TextFormat.PROMETHEUS)).isEqualTo(samples);
    }

    @Property(tries = 300)
    void readsOpenMetricsBack(@ForAll("samples") List<Sample> samples) throws MalformedExpositionException {
        List<Sample> inSeconds = samples.stream()
                .map(one -> one.timestamp() < 0
                        ? one
                        : new Sample(one.labels(), one.value(), one.timestamp() / 1000 * 1000))
                .toList();
        assertThat(read(write(inSeconds, false, true) + "# EOF\n", TextFormat.OPEN_METRICS))
                .isEqualTo(inSeconds);
    }

    private static String write(List<Sample> samples, boolean oddly, boolean open) {
        StringBuilder page = new StringBuilder();
        for (Sample sample : samples) {
            String blank = oddly ? " \t" : "";
            String name = sample.labels().get(LabelSet.NAME);
            boolean quoted = !name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
            page.append(quoted ? "" : name + blank);
            List<String> parts = new ArrayList<>();
            if (quoted) {
                parts.add(quote(name));
            }
            sample.labels().forEach((label, value) -> {
                if (!label.equals(LabelSet.NAME)) {
                    String key = label.matches("[a-zA-Z_][a-zA-Z0-9_]*") ? label : quote(label);
                    parts.add(blank + key + blank + "=" + blank + quote(value) + blank);
                }
            });
            if (!parts.isEmpty()) {
                page.append('{').append(String.join(",", parts)).append(oddly ? ",}" : "}");
            }
            page.append(' ').append(blank).append(number(sample.value()));
            if (sample.timestamp() >= 0) {
                page.append(' ')
                        .append(open ? sample.timestamp() / 1000 : sample.timestamp())
                        .append(blank);
            }
            page.append(oddly ? "\r\n\n# said nothing\n" : "\n");
        }
        return page.toString();
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String number(double value) {
        return Double.isInfinite(value) ? value > 0 ? "+Inf" : "-inf" : Double.toString(value);
    }

    private static List<Sample> read(String text, TextFormat format) throws MalformedExpositionException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Exposition page = new Exposition(bytes, bytes.length, format);
        List<Sample> samples = new ArrayList<>();
        while (page.next() == Exposition.Line.SAMPLE) {
            LabelSet labels = new LabelSet();
            page.labels(labels, new ArrayList<>());
            samples.add(new Sample(labels, page.value(), page.isTimed() ? page.timestamp() : -1));
        }
        return samples;
    }
}
