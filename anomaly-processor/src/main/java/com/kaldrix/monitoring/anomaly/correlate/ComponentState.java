package com.kaldrix.monitoring.anomaly.correlate;

import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.correlate.Break.Relation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What is known of the series of one component together. A row has each series' reading of ten seconds; for n series it costs
 * n (n - 1) / 2 pairs, each 13 products and a window of 30, and one look at a forest. Memory grows alike. The same rows leave the
 * same state. For one thread.
 */
final class ComponentState {
    /** Length of a row. */
    static final long ROW_MILLIS = 10_000;

    private static final byte FORM = 1;

    private final Slot[] slots;
    private final Pair[] pairs;
    private final TogetherForest forest;
    private final Map<UUID, Break> open = new TreeMap<>();
    private long row = Long.MIN_VALUE;

    ComponentState(int most, long seed) {
        slots = new Slot[most];
        Arrays.setAll(slots, i -> new Slot());
        pairs = new Pair[most * (most - 1) / 2];
        Arrays.setAll(pairs, i -> new Pair());
        forest = new TogetherForest(most, seed);
    }

    private Pair pair(int one, int other) {
        int low = Math.min(one, other);
        int high = Math.max(one, other);
        return pairs[high * (high - 1) / 2 + low];
    }

    /** These series and no others are looked at; what is known of those that stay stays. */
    void follow(Collection<UUID> series) {
        Set<UUID> wanted = new LinkedHashSet<>(series);
        for (int i = 0; i < slots.length; i++) {
            UUID here = slots[i].series();
            if (here != null && !wanted.remove(here)) {
                slots[i].clear(null);
                clearPairs(i);
            }
        }
        for (UUID fresh : wanted) {
            for (int i = 0; i < slots.length; i++) {
                if (slots[i].series() == null) {
                    slots[i].clear(fresh);
                    clearPairs(i);
                    break;
                }
            }
        }
    }

    private void clearPairs(int slot) {
        for (int other = 0; other < slots.length; other++) {
            if (other != slot) {
                pair(slot, other).clear();
            }
        }
    }

    /** The end of the last row, milliseconds since the epoch; {@link Long#MIN_VALUE} before the first. */
    long time() {
        return row == Long.MIN_VALUE ? Long.MIN_VALUE : row * ROW_MILLIS;
    }

    /**
     * Takes a row. One that is not newer than the last changes nothing.
     *
     * @param time of its end
     * @param values by series
     * @param told takes what has begun, has become worse by half, or is over
     */
    void add(long time, Map<UUID, Double> values, Consumer<Break> told) {
        long number = Math.floorDiv(time, ROW_MILLIS);
        if (number <= row) {
            return;
        }
        row = number;
        int place = Math.floorMod(number, Slot.ROWS);
        double[] standard = new double[slots.length];
        for (int i = 0; i < slots.length; i++) {
            UUID series = slots[i].series();
            if (series != null) {
                slots[i].add(place, values.getOrDefault(series, Double.NaN));
            }
            standard[i] = slots[i].standard(place);
        }
        for (int high = 1; high < slots.length; high++) {
            for (int low = 0; low < high && slots[high].series() != null; low++) {
                if (slots[low].series() != null) {
                    pair(low, high).add(slots[low], slots[high], place);
                }
            }
        }
        forest.add(standard);
        tell(Instant.ofEpochMilli(time()), told);
    }

    private void tell(Instant now, Consumer<Break> told) {
        Set<Integer> explained = new LinkedHashSet<>();
        Map<UUID, Break> present = new TreeMap<>();
        for (int slot : culprits()) {
            of(slot, explained, now).ifPresent(one -> present.put(one.series(), one));
            explained.add(slot);
        }
        together(now, present).ifPresent(one -> present.putIfAbsent(one.series(), one));
        for (Break was : List.copyOf(open.values())) {
            Break is = present.remove(was.series());
            if (is == null || is.type() != was.type()) {
                open.remove(was.series());
                told.accept(was.endedAt(now));
            } else if (is.unusual() > 1.5 * was.unusual()) {
                open.put(was.series(), was.worse(is));
                told.accept(was.worse(is));
            }
        }
        present.forEach((series, fresh) -> {
            open.put(series, fresh);
            told.accept(fresh);
        });
    }

    /** Slots in the order in which they explain breaks: those that stood out already, then who has most. */
    private List<Integer> culprits() {
        List<Integer> broken = new ArrayList<>();
        for (int slot = 0; slot < slots.length; slot++) {
            if (breaks(slot) > 0) {
                broken.add(slot);
            }
        }
        broken.sort(Comparator.comparing((Integer slot) -> !isOpen(slot))
                .thenComparing(slot -> -breaks(slot))
                .thenComparing(slot -> -moved(slot)));
        return broken;
    }

    private boolean isOpen(int slot) {
        UUID series = slots[slot].series();
        return series != null && open.containsKey(series);
    }

    private int breaks(int slot) {
        int count = 0;
        for (int other = 0; other < slots.length; other++) {
            count += other != slot && pair(slot, other).isBroken() ? 1 : 0;
        }
        return count;
    }

    /** How far a series is from its mean: of two that part, the one that left stands out. */
    private double moved(int slot) {
        double most = 0;
        for (int i = 0; i < Pair.WINDOW; i++) {
            double value = slots[slot].standard((int) Math.floorMod(row - i, (long) Slot.ROWS));
            most += Double.isNaN(value) ? 0 : Math.abs(value);
        }
        return most;
    }

    private Optional<Break> of(int slot, Set<Integer> explained, Instant now) {
        UUID series = slots[slot].series();
        List<Relation> relations = new ArrayList<>();
        double worst = 0;
        for (int other = 0; other < slots.length; other++) {
            UUID otherSeries = slots[other].series();
            if (other != slot
                    && otherSeries != null
                    && !explained.contains(other)
                    && pair(slot, other).isBroken()) {
                Pair pair = pair(slot, other);
                worst = Math.max(worst, pair.unusual());
                relations.add(new Relation(
                        otherSeries, pair.expected(), pair.present(), slot < other ? pair.lag() : -pair.lag()));
            }
        }
        if (relations.isEmpty() || series == null) {
            return Optional.empty();
        }
        relations.sort(Comparator.comparingDouble(one -> -Math.abs(one.usual())));
        Relation first = relations.getFirst();
        return Optional.of(new Break(
                series,
                AnomalyType.CORRELATION_BREAK,
                now,
                now,
                null,
                Math.max(1, worst),
                first.now(),
                first.usual(),
                relations));
    }

    private Optional<Break> together(Instant now, Map<UUID, Break> others) {
        if (!forest.isStrange() || !others.isEmpty()) {
            return Optional.empty();
        }
        List<Relation> shares = new ArrayList<>();
        for (int slot = 0; slot < slots.length; slot++) {
            UUID series = slots[slot].series();
            if (series != null && forest.share(slot) >= 0.05) {
                shares.add(new Relation(series, forest.share(slot), Double.NaN, 0));
            }
        }
        shares.sort(Comparator.comparingDouble(one -> -one.usual()));
        return shares.isEmpty()
                ? Optional.empty()
                : Optional.of(new Break(
                        shares.getFirst().other(),
                        AnomalyType.PATTERN_DEVIATION,
                        now,
                        now,
                        null,
                        Math.max(1, forest.unusual()),
                        forest.isolation(),
                        1,
                        shares));
    }

    /** What belongs together and is known: pairs whose correlation is expected to be strong. */
    List<Expected> expected() {
        List<Expected> all = new ArrayList<>();
        for (int high = 1; high < slots.length; high++) {
            for (int low = 0; low < high; low++) {
                Pair pair = pair(low, high);
                UUID one = slots[low].series();
                UUID other = slots[high].series();
                if (one != null && other != null && pair.isKnown() && Math.abs(pair.expected()) >= Pair.STRONG) {
                    all.add(new Expected(one, other, pair.expected(), pair.lag(), pair.present(), pair.isBroken()));
                }
            }
        }
        all.sort(Comparator.comparingDouble(one -> -Math.abs(one.usual())));
        return all;
    }

    /** Two series that go together; the other follows by so many rows. */
    record Expected(UUID one, UUID other, double usual, int lag, double now, boolean broken) {}

    /** The last readings of a series, for a plot; times in milliseconds since the epoch. */
    Map<Long, Double> recent(UUID series) {
        Map<Long, Double> readings = new TreeMap<>();
        for (Slot slot : slots) {
            if (series.equals(slot.series())) {
                for (int i = 0; i < Slot.ROWS; i++) {
                    double value = slot.raw((int) Math.floorMod(row - i, (long) Slot.ROWS));
                    if (!Double.isNaN(value)) {
                        readings.put((row - i) * ROW_MILLIS, value);
                    }
                }
            }
        }
        return readings;
    }

    void save(DataOutput out) throws IOException {
        out.writeByte(FORM);
        out.writeInt(slots.length);
        out.writeLong(row);
        for (Slot slot : slots) {
            slot.save(out);
        }
        for (Pair pair : pairs) {
            pair.save(out);
        }
        forest.save(out);
        out.writeInt(open.size());
        for (Break one : open.values()) {
            OpenBreaks.save(one, out);
        }
    }

    /** Whether it was read; false when it is of another form or size, and then it has to begin anew. */
    boolean load(DataInput in) throws IOException {
        if (in.readByte() != FORM || in.readInt() != slots.length) {
            return false;
        }
        row = in.readLong();
        for (Slot slot : slots) {
            slot.load(in);
        }
        for (Pair pair : pairs) {
            pair.load(in);
        }
        forest.load(in);
        for (int count = in.readInt(); count > 0; count--) {
            Break one = OpenBreaks.load(in);
            open.put(one.series(), one);
        }
        return true;
    }
}
