package com.kaldrix.monitoring.local.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreparedRequestTest {
    @ParameterizedTest
    @EnumSource(Version.class)
    void everyBodyIsWhatAnEncoderWouldHaveMade(Version version) {
        LoadShape shape = LoadShape.usual(version, Instant.parse("2026-01-01T00:00:00Z"));
        LoadShape.Block block = shape.blocks(1).getFirst();
        PreparedRequest request = shape.prepare(block);
        for (int tick : new int[] {0, 1, 7, 40_000}) {
            Point sample = new Point(shape.timestamp(tick), tick);
            List<TimeSeries> series = IntStream.range(block.from(), block.to())
                    .mapToObj(number -> TimeSeries.of(shape.labels(number), List.of(sample)))
                    .toList();
            byte[] body = request.body(shape.timestamp(tick), tick);
            assertThat(body).isEqualTo(new WriteEncoder().encode(version, series));
            assertThat(WriteDecoder.decode(version, body).series()).isEqualTo(series);
        }
        assertThat(shape.labels(0)).hasSize(9);
        assertThatThrownBy(() -> request.body(Duration.ofDays(100).toMillis(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
