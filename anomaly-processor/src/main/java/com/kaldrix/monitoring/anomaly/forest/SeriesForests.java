package com.kaldrix.monitoring.anomaly.forest;

import com.kaldrix.monitoring.anomaly.forest.ForestChange.Gone;
import com.kaldrix.monitoring.anomaly.forest.ForestChange.Learnt;
import com.kaldrix.monitoring.anomaly.forest.ForestChange.PagedIn;
import com.kaldrix.monitoring.anomaly.forest.ForestChange.PagedOut;
import com.kaldrix.monitoring.anomaly.series.Calendar;
import com.kaldrix.monitoring.anomaly.series.Evidence;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.series.SeriesMonitor;
import com.kaldrix.monitoring.anomaly.series.Verdict;
import com.kaldrix.monitoring.anomaly.stream.Findings;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The full ensemble of one series beside its cheap detectors: at work where the series is hot or a cheap detector has stirred,
 * at rest outside of memory when nothing has stirred for an hour of readings. It judges only when its forests have learnt
 * enough. For one thread.
 */
public final class SeriesForests {
    /** So many readings must a forest have learnt before it has a say. */
    public static final int ENOUGH = 200;

    /** After so many calm readings forests go to rest. */
    public static final int IDLE = 360;

    /** A place is not taken from forests that have stirred within so long. */
    private static final long RECENTLY_MILLIS = 600_000;

    private static final int STEP = 20;

    private final Labels series;
    private final Ground ground;
    private final boolean hot;
    private @Nullable SeriesMonitor full;
    private @Nullable UUID resting;
    private long stirredAt = Long.MIN_VALUE;
    private int learnt;
    private int calm;
    private @Nullable Wish wish;

    private record Wish(Calendar times, double worth, Set<String> silent) {}

    /**
     * What the forests of a slice share.
     *
     * @param parameters of the full ensemble
     * @param budget how many may work
     * @param idle where those are that rest
     */
    public record Ground(Parameters parameters, ForestBudget budget, IdleForests idle) {}

    /** @param hot whether its forests are at work always, as far as there is a place */
    public SeriesForests(Labels series, Ground ground, boolean hot) {
        this.series = series;
        this.ground = ground;
        this.hot = hot;
    }

    /** The full ensemble judges by these from now on, also when it comes later; see {@link SeriesMonitor#adopt}. */
    public void adopt(Calendar times, double worth, Set<String> silent) {
        wish = new Wish(times, worth, Set.copyOf(silent));
        if (full != null) {
            full.adopt(times, worth, silent);
        }
    }

    /** How much of what they need the forests have learnt, in per cent; empty when none are at work. */
    public Optional<Integer> learning() {
        return full == null ? Optional.empty() : Optional.of(percent());
    }

    private int percent() {
        return Math.min(100, 100 * learnt / ENOUGH);
    }

    /** Whether they have a say. */
    public boolean judge() {
        return full != null && learnt >= ENOUGH;
    }

    /** How unusual the newest reading is, in units of what is worth an alert; only when they {@link #judge}. */
    public double unusual() {
        SeriesMonitor monitor = atWork();
        return monitor.unusual() / monitor.threshold();
    }

    /** What they saw in it. */
    public List<Evidence> evidence() {
        return atWork().evidence();
    }

    /** Whether it is a slow change more than its last reading that is unusual. */
    public boolean isGradual() {
        return atWork().isGradual();
    }

    private SeriesMonitor atWork() {
        SeriesMonitor monitor = full;
        if (monitor == null) {
            throw new IllegalStateException("the forests of " + series + " are not at work");
        }
        return monitor;
    }

    /**
     * Learns a reading, if forests are at work; they begin or go to rest as the cheap detectors say.
     *
     * @param stirs whether a cheap detector stirs
     * @param cheap the series' cheap monitor, which has this reading
     * @param history shows the last readings to a forest that comes back, so that it knows what it missed
     * @return what the full ensemble says; empty when it is not at work
     */
    public Optional<Verdict> observe(
            Sample sample, boolean stirs, SeriesMonitor cheap, Consumer<SeriesMonitor> history, Findings findings) {
        if (stirs) {
            stirredAt = sample.time();
            calm = 0;
        } else if (calm < IDLE) {
            calm++;
        }
        SeriesMonitor monitor = full;
        if (monitor == null) {
            if ((stirs || hot) && ground.budget().claim(this, sample.time(), findings)) {
                begin(sample, cheap, history, findings);
            }
            return Optional.empty();
        }
        Verdict verdict = monitor.observe(sample.time(), sample.value());
        if (!Double.isNaN(sample.value()) && learnt < ENOUGH) {
            learnt++;
            if (learnt % (ENOUGH * STEP / 100) == 0) {
                findings.found(series, new Learnt(percent()));
            }
        }
        if (!hot && calm >= IDLE) {
            rest(findings);
        }
        return Optional.of(verdict);
    }

    /** A reading of the series. */
    public record Sample(long time, double value) {}

    private void begin(Sample sample, SeriesMonitor cheap, Consumer<SeriesMonitor> history, Findings findings) {
        UUID key = resting;
        Optional<byte[]> state = key == null ? Optional.empty() : ground.idle().find(key);
        if (key != null && state.isPresent()) {
            SeriesMonitor back = restore(state.get());
            history.accept(back);
            back.observe(sample.time(), sample.value());
            full = back;
            findings.found(series, new PagedIn(key, percent()));
        } else {
            learnt = 0;
            full = restore(cheap.checkpoint()).promote(seed());
            findings.found(series, new Learnt(0));
        }
        resting = null;
        calm = 0;
    }

    private SeriesMonitor restore(byte[] state) {
        SeriesMonitor monitor = SeriesMonitor.restore(state, ground.parameters(), Calendar.utc(), seed());
        Wish now = wish;
        if (now != null) {
            monitor.adopt(now.times(), now.worth(), now.silent());
        }
        return monitor;
    }

    private long seed() {
        return series.fingerprint().value();
    }

    /** Others may have its place: it is not hot, and has not stirred of late, or the other one is hot. */
    boolean mayYield(SeriesForests other, long time) {
        return !hot && (other.hot || time - stirredAt > RECENTLY_MILLIS);
    }

    long stirredAt() {
        return stirredAt;
    }

    String name() {
        return series.toString();
    }

    void rest(Findings findings) {
        SeriesMonitor monitor = atWork();
        byte[] state = monitor.checkpoint();
        UUID key = UUID.nameUUIDFromBytes((series + "/" + stirredAt + "/" + learnt + "/" + Arrays.hashCode(state))
                .getBytes(StandardCharsets.UTF_8));
        findings.found(series, new PagedOut(key, state, percent()));
        full = null;
        resting = key;
        ground.budget().release(this);
    }

    /** The series is forgotten. */
    public void end(Findings findings) {
        if (full != null) {
            ground.budget().release(this);
        }
        if (full != null || resting != null) {
            findings.found(series, new Gone());
        }
        full = null;
        resting = null;
    }

    /** Writes what it knows, with the forests if they are at work. */
    public void save(DataOutput out) throws IOException {
        out.writeLong(stirredAt);
        out.writeInt(learnt);
        out.writeInt(calm);
        UUID key = resting;
        out.writeBoolean(key != null);
        if (key != null) {
            out.writeLong(key.getMostSignificantBits());
            out.writeLong(key.getLeastSignificantBits());
        }
        SeriesMonitor monitor = full;
        byte[] state = monitor == null ? new byte[0] : monitor.checkpoint();
        out.writeInt(state.length);
        out.write(state);
    }

    /** Goes on from where {@link #save} was called. */
    public void load(DataInput in) throws IOException {
        stirredAt = in.readLong();
        learnt = in.readInt();
        calm = in.readInt();
        resting = in.readBoolean() ? new UUID(in.readLong(), in.readLong()) : null;
        byte[] state = new byte[in.readInt()];
        in.readFully(state);
        if (state.length > 0) {
            full = restore(state);
            ground.budget().resume(this);
        }
    }
}
