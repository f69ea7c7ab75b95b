package com.kaldrix.monitoring.metrics.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import com.kaldrix.monitoring.metrics.series.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBufferTest {
    private static final Source SOURCE = new Source("test", "test");

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T14:00:00Z"));
    private final List<DiskBuffer> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(DiskBuffer::close);
    }

    private DiskBuffer open(long segment, long most) {
        DiskBuffer buffer =
                DiskBuffer.open(new BufferSettings(directory, segment, most, Duration.ofHours(1), true), clock);
        opened.add(buffer);
        return buffer;
    }

    private DiskBuffer open() {
        return open(1 << 20, 64 << 20);
    }

    private static Series series(String name) {
        return new Series(LabelSet.of("__name__", name, "region", "eu-west-1").encode(), SOURCE);
    }

    private static Draft draft(Series series, double... values) {
        Draft draft = new Draft();
        for (int i = 0; i < values.length; i++) {
            draft.sample(series, 1000 + i, values[i], 0);
        }
        return draft;
    }

    private static Draft filler(Series series, int samples) {
        return draft(series, IntStream.range(0, samples).asDoubleStream().toArray());
    }

    @Test
    void showsWhatWasAppended() {
        DiskBuffer buffer = open();
        Series up = series("up");
        Series down = series("down");
        Draft draft = new Draft();
        draft.sample(up, -5, 1.5, 0);
        draft.sample(down, Long.MAX_VALUE, Double.longBitsToDouble(0x7ff0000000000002L), 77);
        draft.sample(up, Long.MIN_VALUE, -0.0, -1);
        draft.histogram(down, 12, new byte[] {9, 1, 2, 3, 9}, 1, 3, 4);
        draft.exemplar(up, LabelSet.of("trace_id", "abc").encode(), 0.25, 13);
        draft.metadata("up", 2, "whether it answers", "");
        draft.note("election", "a");

        buffer.append(draft);

        Shown shown = new Shown().all(buffer.reader("test"));
        assertThat(shown.samples)
                .containsExactly(
                        new Shown.Sample(up.labels(), -5, Double.doubleToRawLongBits(1.5), 0),
                        new Shown.Sample(down.labels(), Long.MAX_VALUE, 0x7ff0000000000002L, 77),
                        new Shown.Sample(up.labels(), Long.MIN_VALUE, Double.doubleToRawLongBits(-0.0), -1));
        assertThat(shown.histograms)
                .containsExactly(new Shown.Histogram(down.labels(), 12, List.of((byte) 1, (byte) 2, (byte) 3), 4));
        assertThat(shown.exemplars).containsExactly(up.labels() + " {trace_id=\"abc\"} 0.25 13");
        assertThat(shown.metadata).containsExactly("up 2 whether it answers ");
        assertThat(shown.notes).containsExactly("election a");
        assertThat(shown.blocks).isEqualTo(1);
    }

    @Test
    void goesOnBehindItsCursorAfterARestart() {
        DiskBuffer first = open();
        first.append(draft(series("a"), 1));
        first.append(draft(series("a"), 2));
        BufferReader reader = first.reader("test");
        reader.next(new Shown());
        reader.commit(reader.position());
        first.close();

        DiskBuffer second = open();
        second.append(draft(series("a"), 3));

        assertThat(new Shown().all(second.reader("test")).values()).containsExactly(2.0, 3.0);
    }

    @Test
    void showsTheSeriesOfItsSegmentAgainWhenItBeginsWithin() {
        DiskBuffer first = open();
        Series a = series("a");
        first.append(draft(a, 1));
        first.append(draft(series("b"), 2));
        BufferReader reader = first.reader("test");
        reader.next(new Shown());
        reader.commit(reader.position());
        first.append(draft(a, 3));
        first.close();

        Shown shown = new Shown().all(open().reader("test"));

        assertThat(shown.samples)
                .extracting(one -> one.series().decode().get("__name__"))
                .containsExactly("b", "a");
    }

    @Test
    void keepsEachReaderItsOwnPace() {
        DiskBuffer buffer = open();
        BufferReader slow = buffer.reader("slow");
        BufferReader fast = buffer.reader("fast");
        Shown seen = new Shown();
        buffer.append(draft(series("a"), 1));
        assertThat(seen.all(fast).values()).containsExactly(1.0);
        buffer.append(draft(series("a"), 2));
        assertThat(seen.all(fast).values()).containsExactly(1.0, 2.0);

        assertThat(new Shown().all(slow).values()).containsExactly(1.0, 2.0);
    }

    @Test
    void cutsOffABlockThatIsNotWhole() throws IOException {
        DiskBuffer first = open();
        first.append(draft(series("a"), 1));
        first.append(draft(series("a"), 2));
        first.close();
        Path segment = segments().getFirst();
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 3);
        }

        DiskBuffer second = open();
        second.append(draft(series("a"), 3));

        assertThat(new Shown().all(second.reader("test")).values()).containsExactly(1.0, 3.0);
    }

    @Test
    void cutsOffAnyTailAndKeepsWhatWasWholeBefore() throws IOException {
        DiskBuffer first = open();
        first.append(draft(series("a"), 1));
        long whole = Files.size(segments().getFirst());
        first.append(draft(series("a"), 2));
        first.close();
        Path segment = segments().getFirst();
        byte[] all = Files.readAllBytes(segment);
        for (int length = (int) whole; length < all.length; length++) {
            Files.write(segment, java.util.Arrays.copyOf(all, length));
            DiskBuffer again = open();
            assertThat(new Shown().all(again.reader("test")).values()).containsExactly(1.0);
            again.close();
            Files.deleteIfExists(directory.resolve("cursors").resolve("test"));
        }
    }

    @Test
    void givesUpADamagedRestLoudlyAndGoesOnWithTheNextSegment() throws IOException {
        DiskBuffer first = open(1 << 10, 64 << 20);
        Series series = series("a");
        first.append(filler(series, 60));
        first.append(filler(series, 60));
        first.append(draft(series, 42));
        first.close();
        assertThat(segments()).hasSizeGreaterThan(1);
        try (FileChannel file = FileChannel.open(segments().getFirst(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), 200);
        }

        DiskBuffer second = open(1 << 10, 64 << 20);
        BufferReader reader = second.reader("test");

        assertThat(new Shown().all(reader).values()).endsWith(42.0);
        ReaderStatus status = second.readers().getFirst();
        assertThat(status.lostBytes()).isPositive();
        assertThat(status.lostSamples()).isPositive();
    }

    @Test
    void deletesWhatAllReadersHavePassed() throws IOException {
        DiskBuffer buffer = open(1 << 10, 64 << 20);
        BufferReader one = buffer.reader("one");
        BufferReader other = buffer.reader("other");
        for (int i = 0; i < 20; i++) {
            buffer.append(filler(series("a"), 100));
        }
        assertThat(segments()).hasSizeGreaterThan(10);
        new Shown().all(one);
        one.commit(one.position());
        assertThat(segments()).hasSizeGreaterThan(10);

        new Shown().all(other);
        other.commit(other.position());
        buffer.maintain();

        assertThat(segments()).hasSize(1);
    }

    @Test
    void takesNothingWhenItIsFullAndGoesOnWhenThereIsRoom() {
        DiskBuffer buffer = open(1 << 10, 8 << 10);
        BufferReader reader = buffer.reader("test");
        Series series = series("a");
        int taken = 0;
        NoRoomException refused = null;
        while (refused == null && taken < 1000) {
            try {
                buffer.append(filler(series, 50));
                taken++;
            } catch (NoRoomException e) {
                refused = e;
            }
        }
        assertThat(refused).hasMessageContaining("may hold 8192");
        Shown shown = new Shown().all(reader);
        assertThat(shown.blocks).isEqualTo(taken);

        reader.commit(reader.position());
        buffer.append(draft(series, 7));

        assertThat(shown.all(reader).values()).endsWith(7.0);
        assertThat(shown.blocks).isEqualTo(taken + 1);
    }

    @Test
    void givesUpWhatIsTooOldForTheReaderThatDidNotComeAndCountsIt() {
        DiskBuffer buffer = open(1 << 10, 64 << 20);
        BufferReader late = buffer.reader("late");
        Series series = series("a");
        buffer.append(filler(series, 200));
        clock.advance(Duration.ofMinutes(61));
        buffer.append(draft(series, 42));

        buffer.maintain();

        assertThat(new Shown().all(late).values()).containsExactly(42.0);
        ReaderStatus status = buffer.readers().getFirst();
        assertThat(status.lostSamples()).isEqualTo(200);
        assertThat(status.lostBytes()).isPositive();
    }

    @Test
    void keepsEverythingWhenTheClockIsSetBack() {
        DiskBuffer buffer = open(1 << 10, 64 << 20);
        BufferReader reader = buffer.reader("test");
        Series series = series("a");
        buffer.append(filler(series, 200));
        clock.set(Instant.parse("2026-11-25T13:00:00Z"));
        buffer.append(filler(series, 200));
        buffer.maintain();

        assertThat(new Shown().all(reader).samples).hasSize(400);
        assertThat(buffer.readers().getFirst().lag()).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void saysHowFarBehindAReaderIs() {
        DiskBuffer buffer = open();
        BufferReader reader = buffer.reader("test");
        assertThat(reader.lag()).isZero();
        buffer.append(draft(series("a"), 1));
        clock.advance(Duration.ofSeconds(90));
        buffer.append(draft(series("a"), 2));

        assertThat(reader.lag()).isEqualTo(Duration.ofSeconds(90));
        assertThat(reader.backlogBytes()).isPositive();
        Shown shown = new Shown();
        reader.next(shown);
        reader.commit(reader.position());
        assertThat(reader.lag()).isZero();
        reader.next(shown);
        reader.commit(reader.position());
        assertThat(reader.backlogBytes()).isZero();
    }

    @Test
    void keepsWhatManyAppendAtOnceInTheOrderOfEach() throws Exception {
        DiskBuffer buffer = open(16 << 10, 64 << 20);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                Series own = series("of_" + t);
                done.add(threads.submit(() -> LongStream.range(0, 200).forEach(i -> buffer.append(draft(own, i)))));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }

        Shown shown = new Shown().all(buffer.reader("test"));

        assertThat(shown.samples).hasSize(1600);
        for (int t = 0; t < 8; t++) {
            Series own = series("of_" + t);
            assertThat(shown.samples.stream()
                            .filter(sample -> sample.series().equals(own.labels()))
                            .map(sample -> (long) Double.longBitsToDouble(sample.bits())))
                    .containsExactlyElementsOf(LongStream.range(0, 200).boxed().toList());
        }
    }

    @Test
    void beginsEachSegmentWithThePreamble() {
        DiskBuffer first = open(1 << 10, 64 << 20);
        first.preamble(draft -> draft.note("election", "kept"));
        for (int i = 0; i < 5; i++) {
            first.append(filler(series("a"), 200));
        }
        first.close();

        assertThat(open(1 << 10, 64 << 20).recoveredNotes()).contains(new DiskBuffer.Note("election", "kept"));
    }

    @Test
    void isForOneProcessAlone() {
        open();

        assertThatThrownBy(this::open).hasMessageContaining("in use by another process");
    }

    @Test
    void forgetsReadersThatAreNotConfiguredAnyMore() throws IOException {
        DiskBuffer first = open(1 << 10, 64 << 20);
        first.reader("old");
        first.reader("new");
        for (int i = 0; i < 20; i++) {
            first.append(filler(series("a"), 100));
        }
        first.close();
        DiskBuffer second = open(1 << 10, 64 << 20);
        BufferReader reader = second.reader("new");
        second.append(draft(series("a"), 1));
        new Shown().all(reader);
        reader.commit(reader.position());
        assertThat(segments()).hasSizeGreaterThan(10);

        second.keepOnly(List.of("new"));

        assertThat(segments()).hasSize(1);
        assertThat(directory.resolve("cursors").resolve("old")).doesNotExist();
    }

    @Test
    void doesNotGiveANumberOfASegmentTwice() throws IOException {
        DiskBuffer first = open();
        BufferReader reader = first.reader("test");
        first.append(draft(series("a"), 1));
        new Shown().all(reader);
        reader.commit(reader.position());
        first.close();
        for (Path segment : segments()) {
            Files.delete(segment);
        }

        DiskBuffer second = open();
        second.append(draft(series("a"), 2));

        assertThat(new Shown().all(second.reader("test")).values()).containsExactly(2.0);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }
}
