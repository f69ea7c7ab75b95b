package com.kaldrix.monitoring.metrics.forward.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.objects.ObjectsUnavailableException;
import com.kaldrix.monitoring.metrics.buffer.BufferReader;
import com.kaldrix.monitoring.metrics.buffer.Position;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiverTest {
    private static final Instant START = ArchiveHouse.START;
    private static final LabelSet UP = LabelSet.of("__name__", "up", "job", "node", "region", "eu-west-1");
    private static final LabelSet HEIGHT = LabelSet.of("__name__", "kaldrix_block_height", "validator", "v\"1\"");

    private final Path directory;
    private final ArchiveHouse house;

    ArchiverTest(@TempDir Path directory) {
        this.directory = directory;
        this.house = new ArchiveHouse(directory);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void writesWhenTheIntervalIsOver() throws Exception {
        house.accept(UP, START, 1);
        try (BufferReader reader = house.reader()) {
            Archiver archiver = house.archiver(reader);

            assertThat(archiver.step()).isEqualTo(Duration.ofMinutes(5));
            house.clock.advance(Duration.ofSeconds(299));
            assertThat(archiver.step()).isEqualTo(Duration.ofSeconds(1));
            assertThat(house.keys()).isEmpty();
            assertThat(archiver.waitingRows()).isEqualTo(1);
            assertThat(archiver.lag()).isEqualTo(Duration.ofSeconds(299));

            house.clock.advance(Duration.ofSeconds(1));
            archiver.step();
            assertThat(house.keys())
                    .singleElement()
                    .asString()
                    .matches(
                            "date=2026-11-25/hour=14/region=eu-west-1/metrics-gateway-0-\\d{10}-\\d{10}-[0-9a-f]{16}\\.parquet");
            assertThat(archiver.waitingRows()).isZero();
            assertThat(reader.backlogBytes()).isZero();
        }
    }

    @Test
    void theEndOfAnHourWritesEarlier() throws Exception {
        house.clock.set(Instant.parse("2026-11-25T14:58:00Z"));
        house.accept(UP, house.clock.instant(), 1);
        try (BufferReader reader = house.reader()) {
            Archiver archiver = house.archiver(reader);

            assertThat(archiver.step()).isEqualTo(Duration.ofMinutes(2));
            house.clock.advance(Duration.ofMinutes(2));
            archiver.step();

            assertThat(house.keys()).hasSize(1);
        }
    }

    @Test
    void manySamplesWriteEarlier() throws Exception {
        house.maxRows(100);
        for (int i = 0; i < 25; i++) {
            int block = i;
            house.accept(draft -> IntStream.range(0, 10)
                    .forEach(n -> draft.sample(house.series(UP), START.toEpochMilli() + block * 10 + n, n, 0)));
        }
        try (BufferReader reader = house.reader()) {
            Archiver archiver = house.archiver(reader);
            archiver.step();

            assertThat(house.keys()).hasSize(2);
            assertThat(archiver.waitingRows()).isEqualTo(50);
        }
    }

    @Test
    void aStrangerReadsColumnsRowsAndOrder() throws Exception {
        house.accept(draft -> {
            draft.sample(house.series(UP), START.plusSeconds(10).toEpochMilli(), 0, 0);
            draft.sample(
                    house.series(HEIGHT),
                    START.toEpochMilli(),
                    12,
                    START.minusSeconds(60).toEpochMilli());
            draft.sample(house.series(UP), START.toEpochMilli(), 1, 0);
            draft.histogram(
                    house.series(HEIGHT), START.plusSeconds(5).toEpochMilli(), new byte[] {9, 8, 2, 9}, 1, 2, 0);
        });
        house.accept(UP, Instant.parse("2026-11-24T23:59:59.999Z"), 7);
        house.archiveAll();

        try (DuckDb db = new DuckDb(house.archive)) {
            assertThat(db.rows("select column_name, column_type from (describe samples)"))
                    .containsExactly(
                            "metric|VARCHAR",
                            "labels|MAP(VARCHAR, VARCHAR)",
                            "timestamp|TIMESTAMP WITH TIME ZONE",
                            "value|DOUBLE",
                            "stale|BOOLEAN",
                            "nan_bits|BIGINT",
                            "histogram|BLOB",
                            "start|TIMESTAMP WITH TIME ZONE",
                            "date|DATE",
                            "hour|INTEGER",
                            "region|VARCHAR");
            String archived = house.keys().getLast();
            assertThat(db.rows(
                            "select metric, labels['validator'], epoch_ms(timestamp), value, hex(histogram), epoch_ms(start)"
                                    + " from read_parquet('" + house.archive.resolve(archived) + "')"))
                    .containsExactly(
                            "kaldrix_block_height|v\"1\"|" + START.toEpochMilli() + "|12.0|null|"
                                    + START.minusSeconds(60).toEpochMilli(),
                            "kaldrix_block_height|v\"1\"|"
                                    + START.plusSeconds(5).toEpochMilli() + "|null|0802|null",
                            "up|null|" + START.toEpochMilli() + "|1.0|null|null",
                            "up|null|" + START.plusSeconds(10).toEpochMilli() + "|0.0|null|null");
            assertThat(db.rows(
                            "select date, hour, region, labels['job'], value from samples where date = '2026-11-24'"))
                    .containsExactly("2026-11-24|23|eu-west-1|node|7.0");
        }
    }

    @Test
    void valuesKeepTheirBits() throws Exception {
        long[] bits = {
            0,
            0x8000000000000000L,
            Double.doubleToRawLongBits(Batch.STALE),
            0x7ff8000000000001L,
            0x7ff8000000000000L,
            42,
            0xfff8dead0000beefL
        };
        house.accept(draft -> {
            for (int i = 0; i < bits.length; i++) {
                draft.sample(house.series(UP), START.toEpochMilli() + i, Double.longBitsToDouble(bits[i]), 0);
            }
        });
        house.archiveAll();

        List<Long> read = samples().stream().map(ArchivedSample::bits).toList();
        assertThat(read).containsExactly(bits[0], bits[1], bits[2], bits[3], bits[4], bits[5], bits[6]);
        try (DuckDb db = new DuckDb(house.archive)) {
            assertThat(db.rows("select count(*), sum(stale::int), sum(isnan(value)::int) from samples"))
                    .containsExactly("7|1|4");
        }
    }

    @Test
    void rowGroupsAreSortedBySeries() throws Exception {
        house.accept(draft -> {
            for (int i = 0; i < 200_000; i++) {
                LabelSet labels = LabelSet.of("__name__", "metric_" + i % 50, "instance", "host-" + i % 997);
                draft.sample(house.series(labels), START.toEpochMilli() + i, i * 1.7, 0);
            }
        });
        house.archiveAll();

        try (DuckDb db = new DuckDb(house.archive)) {
            List<String> groups = db.rows("select stats_min_value, stats_max_value from parquet_metadata('"
                    + house.archive + "/**/*.parquet') where path_in_schema = 'metric' order by row_group_id");
            List<String> bounds = new ArrayList<>();
            groups.forEach(group -> bounds.addAll(List.of(group.split("\\|"))));
            assertThat(bounds).hasSizeGreaterThanOrEqualTo(2).isSorted();
            assertThat(db.rows("select count(*), count(distinct compression) from parquet_metadata('" + house.archive
                            + "/**/*.parquet') where compression <> 'ZSTD'"))
                    .containsExactly("0|0");
        }
        assertThat(samples()).hasSize(200_000).isSorted();
    }

    @Test
    void aProcessThatDiesBetweenObjectsAndCursorDoublesNothing() throws Exception {
        Instant otherHour = START.minus(Duration.ofHours(2));
        for (int i = 0; i < 50; i++) {
            house.accept(UP, START.plusSeconds(i), i);
            house.accept(HEIGHT, otherHour.plusSeconds(i), i);
        }
        house.objects.writesLeft = 1;
        try (BufferReader dies = house.reader()) {
            Archiver archiver = house.archiver(dies);
            archiver.step();
            house.clock.advance(Duration.ofMinutes(5));
            assertThatThrownBy(archiver::step).isInstanceOf(ObjectsUnavailableException.class);
        }
        assertThat(house.keys()).hasSize(1);

        house.objects.writesLeft = Integer.MAX_VALUE;
        house.maxRows(7);
        house.accept(UP, START.plusSeconds(1_000), 1_000);
        house.archiveAll();

        assertThat(samples()).hasSize(101).doesNotHaveDuplicates();
    }

    @Test
    void whileTheArchiveIsAwayNothingIsLostAndNothingMoreIsGathered() throws Exception {
        house.maxRows(10);
        for (int i = 0; i < 10; i++) {
            house.accept(UP, START.plusSeconds(i), i);
        }
        house.objects.writesLeft = 0;
        try (BufferReader reader = house.reader()) {
            Position before = reader.position();
            Archiver archiver = house.archiver(reader);
            assertThatThrownBy(archiver::step).isInstanceOf(ObjectsUnavailableException.class);
            for (int i = 10; i < 95; i++) {
                house.accept(UP, START.plusSeconds(i), i);
                house.clock.advance(Duration.ofMinutes(1));
                assertThatThrownBy(archiver::step).isInstanceOf(ObjectsUnavailableException.class);
            }
            assertThat(archiver.waitingRows()).isEqualTo(10);
            assertThat(archiver.lag()).isEqualTo(Duration.ofMinutes(85));
            assertThat(before).isLessThan(reader.position());

            house.objects.writesLeft = Integer.MAX_VALUE;
            archiver.step();
            house.clock.advance(Duration.ofMinutes(5));
            archiver.step();
        }

        assertThat(samples())
                .extracting(ArchivedSample::timestamp)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 95)
                        .mapToObj(i -> START.plusSeconds(i).toEpochMilli())
                        .toList());
    }

    @Test
    void lateSamplesGoToFurtherObjectsOfTheirHour() throws Exception {
        house.accept(UP, START, 1);
        house.archiveAll();
        house.clock.advance(Duration.ofHours(3));
        house.accept(UP, START.plusSeconds(30), 2);
        house.archiveAll();

        assertThat(house.keys()).hasSize(2).allMatch(key -> key.startsWith("date=2026-11-25/hour=14/"));
        assertThat(samples())
                .extracting(ArchivedSample::timestamp)
                .containsExactly(START.toEpochMilli(), START.plusSeconds(30).toEpochMilli());
    }

    @Test
    void aClockThatIsSetBackDelaysByAnIntervalAtMost() throws Exception {
        house.accept(UP, START, 1);
        try (BufferReader reader = house.reader()) {
            Archiver archiver = house.archiver(reader);
            archiver.step();
            house.clock.set(START.minus(Duration.ofHours(5)));

            assertThat(archiver.step()).isEqualTo(Duration.ofMinutes(5));
            house.clock.advance(Duration.ofMinutes(5));
            archiver.step();

            assertThat(house.keys()).hasSize(1);
        }
    }

    @Test
    void numbersOfSeriesAreThoseOfTheirSegment() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            int n = i;
            house.accept(draft -> {
                for (int k = 0; k < 5; k++) {
                    LabelSet labels = LabelSet.of("__name__", "m", "n", "" + (n * 7 + k * 13) % 100);
                    draft.sample(house.series(labels), START.toEpochMilli() + n, (n * 7 + k * 13) % 100, 0);
                }
            });
        }
        house.archiveAll();

        assertThat(samples())
                .hasSize(15_000)
                .allSatisfy(
                        sample -> assertThat(sample.series().labels().decode().get("n"))
                                .isEqualTo("" + (int) Double.longBitsToDouble(sample.bits())));
    }

    @Test
    void aPlanOfAnotherBufferIsNotWaitedFor() throws Exception {
        Files.createDirectories(directory.resolve("work"));
        Position begin;
        try (BufferReader reader = house.reader()) {
            begin = reader.position();
        }
        Files.writeString(
                directory.resolve("work/roll"),
                begin.segment() + " " + begin.offset() + " " + (begin.segment() + 7) + " 99\n");
        house.accept(UP, START, 1);

        house.archiveAll();

        assertThat(samples()).hasSize(1);
    }

    @Test
    void aDamagedPlanStopsTheStartWithASentence() throws Exception {
        Files.createDirectories(directory.resolve("work"));
        Files.writeString(directory.resolve("work/roll"), "what?");

        try (BufferReader reader = house.reader()) {
            assertThatThrownBy(() -> house.archiver(reader))
                    .hasRootCauseMessage(
                            directory.resolve("work/roll") + " holds no range; it must be removed by hand");
        }
    }

    private List<ArchivedSample> samples() throws Exception {
        List<ArchivedSample> samples = new ArrayList<>();
        for (String key : house.keys()) {
            try (ArchiveFile file = ArchiveFile.open(house.archive.resolve(key))) {
                for (ArchivedSample sample = file.next(); sample != null; sample = file.next()) {
                    samples.add(sample);
                }
            }
        }
        return samples;
    }
}
