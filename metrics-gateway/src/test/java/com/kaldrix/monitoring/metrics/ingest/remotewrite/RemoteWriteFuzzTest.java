package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake;
import com.kaldrix.monitoring.metrics.series.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

/** Bodies that Prometheus really sent, whole and damaged in every way. */
class RemoteWriteFuzzTest {
    private static final int ROUNDS = 4000;

    private final RecordingIntake intake = new RecordingIntake();
    private final WriteSource source = new WriteSource(new Source("remote-write", "test"));
    private final WriteRequestReader v1 = new WriteRequestReader();
    private final RequestV2Reader v2 = new RequestV2Reader();

    private static byte[] golden(String version) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                RemoteWriteFuzzTest.class.getResourceAsStream("/remote-write/remote-write-" + version + ".snappy"))) {
            return Snappy.uncompress(in.readAllBytes());
        }
    }

    private void read(String version, byte[] content, int length, Batch batch) {
        if (version.equals("1.0")) {
            v1.read(content, length, source, batch, 1);
        } else {
            v2.read(content, length, source, batch, 1);
        }
    }

    private int readWhole(String version, byte[] content) {
        try (Batch batch = intake.begin(source.source())) {
            read(version, content, content.length, batch);
            return batch.commit().samples();
        }
    }

    @Test
    void bothVersionsOfOneScrapeSayTheSame() throws IOException {
        int first = readWhole("1.0", golden("1.0"));
        int again = readWhole("1.0", golden("1.0"));
        int second = readWhole("2.0", golden("2.0"));

        assertThat(first).isPositive().isEqualTo(again);
        assertThat(second).isPositive();
        assertThat(intake.samples()).allSatisfy(sample -> {
            assertThat(sample.labels().get("__name__")).isNotEmpty();
            assertThat(sample.timestamp()).isGreaterThan(1_700_000_000_000L);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0"})
    void readsOrRefusesWhateverIsDamaged(String version) throws IOException {
        byte[] whole = golden(version);
        SplittableRandom random = new SplittableRandom(20261125);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = whole.clone();
            int length = damaged.length;
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(damaged.length);
                switch (random.nextInt(4)) {
                    case 0 -> damaged[at] = (byte) random.nextInt(256);
                    case 1 -> damaged[at] = (byte) 0xff;
                    case 2 -> length = Math.min(length, at);
                    default -> Arrays.fill(damaged, at, Math.min(damaged.length, at + 11), (byte) 0x80);
                }
            }
            try (Batch batch = intake.begin(source.source())) {
                read(version, damaged, length, batch);
            } catch (MalformedWriteException expected) {
                refused++;
            }
        }

        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0"})
    void refusesEveryTruncation(String version) throws IOException {
        byte[] whole = golden(version);
        for (int length = 1; length < Math.min(whole.length, 3000); length++) {
            try (Batch batch = intake.begin(source.source())) {
                read(version, whole, length, batch);
            } catch (MalformedWriteException expected) {
                assertThat(expected).hasMessageNotContaining("\n");
            }
        }
    }
}
