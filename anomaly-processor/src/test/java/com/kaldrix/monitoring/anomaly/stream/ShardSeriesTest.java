package com.kaldrix.monitoring.anomaly.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.anomaly.journal.Checkpoint;
import com.kaldrix.monitoring.anomaly.journal.Entry;
import com.kaldrix.monitoring.anomaly.journal.Incoming;
import com.kaldrix.monitoring.anomaly.stream.Remembering.Log;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShardSeriesTest {
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");

    private final ShardSeries series = new ShardSeries(Remembering.MAKER);
    private final Log log = new Log();
    private long seq;

    private void take(Batches batch) {
        series.apply(entry(++seq, batch), log);
    }

    private void tick(Instant now) {
        series.apply(new Entry(++seq, Entry.Kind.TICK, Incoming.tick(now).body()), log);
    }

    private static Entry entry(long seq, Batches batch) {
        return new Entry(seq, Entry.Kind.BATCH, batch.text().getBytes(StandardCharsets.UTF_8));
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private List<Double> values(String name) {
        return log.of(name).stream()
                .map(line -> Double.valueOf(line.replaceAll(".*value=([^,]+),.*", "$1")))
                .toList();
    }

    private List<Long> seconds(String name) {
        return log.of(name).stream()
                .map(line -> Long.valueOf(line.replaceAll(".*time=(\\d+),.*", "$1")))
                .map(millis -> millis / 1000 - START.getEpochSecond())
                .toList();
    }

    @Test
    void observesAGaugesMeanAndACountersGrowthPerSecondWhenTheWindowIsOver() {
        take(Batches.of("g-0", at(0)).gauge("load", 4, 10).counter("requests", 50));
        take(Batches.of("g-0", at(10)).gauge("load", 1, 7).counter("requests", 70));
        assertThat(log.lines).as("another gateway may still say something").isEmpty();
        take(Batches.of("g-0", at(20)).gauge("load", 1, 8));

        assertThat(values("load")).containsExactly(2.5);
        assertThat(values("requests")).containsExactly(5.0);
        assertThat(seconds("load")).containsExactly(10L);
    }

    @Test
    void putsTogetherWhatSeveralGatewaysSawInAWindow() {
        take(Batches.of("g-0", at(0)).gauge("load", 2, 10).counter("requests", 50));
        take(Batches.of("g-1", at(0)).gauge("load", 3, 5).counter("requests", 30));
        take(Batches.of("g-1", at(40)).gauge("other", 1));

        assertThat(values("load")).startsWith(3.0);
        assertThat(values("requests")).startsWith(8.0);
    }

    @Test
    void countsWhatComesTooLateAndLetsItChangeNothing() {
        take(Batches.of("g-0", at(0)).gauge("load", 1));
        take(Batches.of("g-0", at(10)).gauge("load", 2));
        take(Batches.of("g-0", at(60)).gauge("load", 3));
        int before = log.lines.size();

        take(Batches.of("g-1", at(0)).gauge("load", 100));

        assertThat(series.late()).isEqualTo(1);
        assertThat(log.lines).hasSize(before);
    }

    @Test
    void ordersWindowsThatComeOutOfOrder() {
        take(Batches.of("g-0", at(10)).gauge("load", 2));
        take(Batches.of("g-0", at(0)).gauge("load", 1));
        take(Batches.of("g-0", at(20)).gauge("load", 3));
        take(Batches.of("g-0", at(70)).gauge("other", 0));

        assertThat(values("load")).containsExactly(1.0, 2.0, 3.0);
        assertThat(seconds("load")).containsExactly(10L, 20L, 30L);
    }

    @Test
    void missesWhatIsDueAndNotWhatIsLate() {
        for (int i = 0; i < 10; i++) {
            take(Batches.of("g-0", at(10L * i)).gauge("load", i).gauge("other", i));
        }
        take(Batches.of("g-0", at(100)).gauge("other", 10));
        take(Batches.of("g-0", at(120)).gauge("other", 12));
        assertThat(values("load"))
                .as("not due for long enough")
                .doesNotContain(Double.NaN)
                .hasSize(10);

        take(Batches.of("g-0", at(200)).gauge("other", 20));

        assertThat(values("load")).filteredOn(value -> value.isNaN()).isNotEmpty();
        assertThat(seconds("load")).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aSeriesThatSpeaksSeldomIsNotMissed() {
        for (int i = 0; i < 20; i++) {
            take(Batches.of("g-0", at(60L * i)).gauge("seldom", i));
            for (int other = 0; other < 6; other++) {
                take(Batches.of("g-0", at(60L * i + 10L * other)).gauge("other", other));
            }
        }
        assertThat(values("seldom")).doesNotContain(Double.NaN);
    }

    @Test
    void aSilentRegionIsMissedByTheClock() {
        for (int i = 0; i < 10; i++) {
            take(Batches.of("g-0", at(10L * i)).gauge("load", i));
        }
        tick(at(110));
        assertThat(values("load")).doesNotContain(Double.NaN);
        tick(at(300));
        assertThat(values("load")).contains(Double.NaN);
    }

    @Test
    void aDamagedCheckpointIsNamed() {
        assertThatThrownBy(() -> series.restore(List.of(new Checkpoint(3, 1, 1, new byte[] {9, 9}))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("slice 3");
    }

    /** Whatever comes, wherever slices are kept: going on from there finds exactly what the one that never stopped finds. */
    @Property(tries = 60)
    void goesOnFromCheckpointsAsIfItHadNeverStopped(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int entries) {
        List<Entry> journal = new ArrayList<>();
        for (int i = 1; i <= entries; i++) {
            journal.add(
                    random.nextInt(6) == 0
                            ? new Entry(
                                    i,
                                    Entry.Kind.TICK,
                                    Incoming.tick(at(10L * i + 60)).body())
                            : entry(i, batch(random, i)));
        }
        int stop = random.nextInt(entries + 1);
        ShardSeries never = new ShardSeries(Remembering.MAKER);
        ShardSeries stops = new ShardSeries(Remembering.MAKER);
        Checkpoint[] kept = new Checkpoint[ShardSeries.SLICES];
        Log wanted = new Log();
        for (Entry entry : journal.subList(0, stop)) {
            never.apply(entry, Findings.NOWHERE);
            stops.apply(entry, Findings.NOWHERE);
            for (int slice = 0; slice < kept.length; slice++) {
                if (random.nextInt(8) == 0) {
                    kept[slice] = stops.checkpoint(slice);
                }
            }
        }
        journal.subList(stop, entries).forEach(entry -> never.apply(entry, wanted));

        ShardSeries resumed = new ShardSeries(Remembering.MAKER);
        resumed.restore(IntStream.range(0, kept.length)
                .filter(i -> kept[i] != null)
                .mapToObj(i -> kept[i])
                .toList());
        long from = resumed.leastSeq();
        journal.subList(0, stop).stream()
                .filter(entry -> entry.seq() > from)
                .forEach(entry -> resumed.apply(entry, Findings.NOWHERE));
        Log found = new Log();
        journal.subList(stop, entries).forEach(entry -> resumed.apply(entry, found));

        assertThat(found.lines).containsExactlyInAnyOrderElementsOf(wanted.lines);
        assertThat(resumed.size()).isEqualTo(never.size());
    }

    private static Batches batch(Random random, int number) {
        Batches batch = Batches.of("g-" + random.nextInt(2), at(10L * Math.max(0, number - random.nextInt(3))));
        batch.gauge("always", random.nextInt(100));
        for (int one = 0; one < 5; one++) {
            if (random.nextInt(3) > 0) {
                batch.gauge("m" + one, random.nextInt(100));
            }
        }
        return batch;
    }
}
