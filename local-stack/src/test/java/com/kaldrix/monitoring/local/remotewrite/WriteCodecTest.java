package com.kaldrix.monitoring.local.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Metadata;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Point;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;

class WriteCodecTest {
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    @ParameterizedTest
    @EnumSource(Version.class)
    void whatIsWrittenIsReadAgain(Version version) {
        TimeSeries series = new TimeSeries(
                new TreeMap<>(Map.of("__name__", "kaldrix_node_peers", "instance", "größe", "zone", "")),
                List.of(new Point(1_700_000_000_000L, 0), new Point(-5, -1.5), new Point(0, STALE)),
                List.of(),
                Metadata.NONE);
        WriteDecoder.Request read = WriteDecoder.decode(
                version,
                new WriteEncoder()
                        .encode(version, List.of(series, TimeSeries.of(Map.of("__name__", "up"), List.of()))));

        assertThat(read.series().getFirst()).isEqualTo(series);
        assertThat(Double.doubleToRawLongBits(
                        read.series().getFirst().samples().getLast().value()))
                .isEqualTo(0x7ff0000000000002L);
        assertThat(read.samples()).isEqualTo(3);
        assertThat(read.series()).hasSize(2);
    }

    @Test
    void theSecondVersionCarriesMetadata() {
        TimeSeries series = new TimeSeries(
                new TreeMap<>(Map.of("__name__", "up")), List.of(), List.of(), new Metadata(2, "Whether it answers"));
        assertThat(WriteDecoder.decode(Version.V2, new WriteEncoder().encode(Version.V2, List.of(series)))
                        .series())
                .containsExactly(series);
    }

    /** The bodies were sent by Prometheus 3.5. */
    @ParameterizedTest
    @CsvSource({"V1, remote-write-1.0.snappy", "V2, remote-write-2.0.snappy"})
    void whatPrometheusSentIsReadAndSurvivesTheWayBack(Version version, String file) throws IOException {
        WriteDecoder.Request read = WriteDecoder.decode(version, recorded(file));

        assertThat(read.series()).hasSizeGreaterThan(100).allSatisfy(series -> {
            assertThat(series.labels()).containsKey("__name__").containsEntry("job", "self");
            assertThat(series.samples())
                    .allSatisfy(sample -> assertThat(sample.timestamp()).isGreaterThan(1_600_000_000_000L));
        });
        WriteDecoder.Request again = WriteDecoder.decode(version, new WriteEncoder().encode(version, read.series()));
        assertThat(again.samples()).isEqualTo(read.samples());
        assertThat(again.series())
                .extracting(TimeSeries::labels)
                .isEqualTo(read.series().stream().map(TimeSeries::labels).toList());
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void whatIsCutOffOrChangedIsRefusedOrReadButNeverBreaks(Version version) throws IOException {
        byte[] whole = Snappy.uncompress(
                recorded(version == Version.V1 ? "remote-write-1.0.snappy" : "remote-write-2.0.snappy"));
        for (int length = 0; length < 3_000; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            byte[] changed = whole.clone();
            changed[length] ^= (byte) 0x55;
            for (byte[] message : List.of(cut, changed)) {
                try {
                    assertThat(WriteDecoder.decode(version, Snappy.compress(message)))
                            .isNotNull();
                } catch (IllegalArgumentException refused) {
                    assertThat(refused).hasMessageMatching("[a-z].*");
                }
            }
        }
    }

    @Test
    void whatIsNoSnappyIsRefused() {
        assertThatThrownBy(() -> WriteDecoder.decode(Version.V1, new byte[] {-1, -1, -1, -1, -1, -1, 3}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-protobuf | V1",
                "application/x-protobuf;proto=prometheus.WriteRequest | V1",
                "application/x-protobuf; proto=io.prometheus.write.v2.Request | V2",
                "application/x-protobuf;proto=io.prometheus.write.v3.Request |",
                "application/json |",
            })
    void theContentTypeSaysTheVersion(String contentType, Version version) {
        assertThat(Version.of(contentType).orElse(null)).isEqualTo(version);
    }

    private static byte[] recorded(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(WriteCodecTest.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        }
    }
}
