package com.kaldrix.monitoring.anomaly.plot;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.common.severity.Severity;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlotTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static Picture picture() {
        Anomaly anomaly = TestAnomalies.of(
                TestAnomalies.series("kaldrix_node_peers", "us-east-1", "network"),
                START,
                START.plusSeconds(60),
                Severity.P2);
        return Picture.of(anomaly, TestAnomalies.trace(START));
    }

    /** The whole picture, so that a change of it is seen; write the new one with -Dgolden.write=true. */
    @Test
    void isDrawnAsItWas() throws IOException {
        String svg = Plot.svg(picture());
        Path golden = Path.of("src/test/resources/golden/plot.svg");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, svg);
        }
        try (var in = Objects.requireNonNull(PlotTest.class.getResourceAsStream("/golden/plot.svg"))) {
            assertThat(svg).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static BufferedImage decoded(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Plot.png(picture)));
    }

    private static boolean isReddish(int pixel) {
        Color colour = new Color(pixel);
        return colour.getRed() - colour.getGreen() > 15 && colour.getRed() - colour.getBlue() > 15;
    }

    @Test
    void pixelsMarkTheWindowTheLineAndTheLetters() throws IOException {
        BufferedImage image = decoded(picture());
        Files.write(Files.createDirectories(Path.of("target")).resolve("plot.png"), Plot.png(picture()));
        assertThat(image.getWidth()).isEqualTo(1680);
        assertThat(image.getHeight()).isEqualTo(720);
        // 60 readings from x=76 to 824, the window goes from the 51st of them to the 57th; two pixels for each unit.
        int begin = 2 * (76 + (824 - 76) * 50 / 59);
        int end = 2 * (76 + (824 - 76) * 56 / 59);
        long before = IntStream.range(160, begin - 6)
                .filter(x -> isReddish(image.getRGB(x, 2 * 46)))
                .count();
        long within = IntStream.range(begin + 2, end)
                .filter(x -> isReddish(image.getRGB(x, 2 * 46)))
                .count();
        long after = IntStream.range(end + 6, 1646)
                .filter(x -> isReddish(image.getRGB(x, 2 * 46)))
                .count();
        assertThat(before).isZero();
        assertThat(after).isZero();
        assertThat(within).isEqualTo(end - begin - 2);
        long blue = IntStream.range(0, 1680 * 480)
                .map(i -> image.getRGB(i % 1680, i / 1680))
                .filter(pixel -> pixel == new Color(0x2463a8).getRGB())
                .count();
        assertThat(blue).as("pixels of the line").isGreaterThan(2000);
        long ink = IntStream.range(0, 1680 * 44)
                .map(i -> image.getRGB(i % 1680, i / 1680))
                .filter(pixel -> pixel == new Color(0x1c2733).getRGB())
                .count();
        assertThat(ink).as("pixels of the title").isBetween(600L, 4000L);
    }

    @Test
    void thePngIsTheSameEachTime() {
        assertThat(Plot.png(picture())).isEqualTo(Plot.png(picture()));
    }

    /** Whatever readings there are, a picture comes out that can be read again, without what is no number. */
    @Property(tries = 60)
    void whateverIsReadIsDrawn(@ForAll @Size(max = 20) List<Float> values, @ForAll double low, @ForAll double high)
            throws IOException {
        List<Trace.Reading> readings = IntStream.range(0, values.size())
                .mapToObj(i -> new Trace.Reading(START.plusSeconds(10L * i).toEpochMilli(), values.get(i), 0.5f))
                .toList();
        Picture any = new Picture("a<b>&\"c\u0001é", "", readings, new Expected(low, high), null, null);
        assertThat(Plot.svg(any)).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(decoded(any).getWidth()).isEqualTo(1680);
    }

    @Test
    void gapsInfinitiesAndOneReadingAreDrawn() throws IOException {
        for (List<Float> values : List.of(
                List.of(Float.NaN, Float.NaN),
                List.of(1f, Float.NaN, Float.POSITIVE_INFINITY, 2f),
                List.of(1f),
                List.of(Float.MAX_VALUE, -Float.MAX_VALUE))) {
            whateverIsReadIsDrawn(values, Double.NaN, Double.NaN);
        }
    }
}
