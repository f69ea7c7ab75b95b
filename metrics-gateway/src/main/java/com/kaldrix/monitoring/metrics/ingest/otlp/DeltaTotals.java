package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Adds up series of delta temporality, since everything behind the gateway expects cumulative ones. The totals live in memory:
 * after a restart they begin again at zero with a new start time, which Prometheus' functions take as the counter reset that
 * it is. Safe for several threads, of which one at a time adds.
 */
final class DeltaTotals {
    private static final long SWEEP_MILLIS = 60_000;

    /** Histograms hold many numbers for one series; on average there is room for as many as these. */
    private static final long NUMBERS_PER_SERIES = 32;

    private final Map<EncodedLabels, DeltaTotal> totals = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final int most;
    private final long expiry;
    private long swept;
    private long numbers;
    private volatile int size;

    /**
     * @param most how many series at most
     * @param expiry after how long without a point a total is forgotten
     */
    DeltaTotals(Clock clock, int most, Duration expiry) {
        this.clock = clock;
        this.most = most;
        this.expiry = expiry.toMillis();
        this.swept = clock.millis();
    }

    /** How many series are added up. */
    int size() {
        return size;
    }

    /** What one request adds, which is taken back unless it is kept. */
    Additions begin() {
        return new Additions();
    }

    private void sweep() {
        long now = clock.millis();
        if (now - swept >= SWEEP_MILLIS || now < swept) {
            swept = now;
            totals.values().removeIf(total -> now - total.touched > expiry);
            numbers = totals.values().stream().mapToLong(DeltaTotal::size).sum();
        }
    }

    /**
     * The additions of a request. From the first one on other requests with deltas wait until it is closed, so that what is
     * taken back was never seen by anybody. For one thread.
     */
    final class Additions implements AutoCloseable {
        private final Map<EncodedLabels, @Nullable DeltaTotal> before = new HashMap<>();
        private boolean kept;

        private Additions() {}

        /**
         * The total of a series, to be added to.
         *
         * @return empty when there are as many series as there may be
         */
        Optional<DeltaTotal> of(EncodedLabels series) {
            if (!lock.isHeldByCurrentThread()) {
                lock.lock();
                sweep();
            }
            DeltaTotal total = totals.get(series);
            if (total == null) {
                if (totals.size() >= most || numbers >= most * NUMBERS_PER_SERIES) {
                    return Optional.empty();
                }
                total = new DeltaTotal();
                before.put(series, null);
                totals.put(series, total);
            } else if (!before.containsKey(series)) {
                before.put(series, total.copy());
            }
            total.touched = clock.millis();
            return Optional.of(total);
        }

        /** The samples that were made of the totals are safe. */
        void keep() {
            kept = true;
        }

        @Override
        public void close() {
            if (!lock.isHeldByCurrentThread()) {
                return;
            }
            try {
                if (kept) {
                    before.forEach((series, total) -> count(series, total));
                } else {
                    before.forEach((series, total) -> {
                        if (total == null) {
                            totals.remove(series);
                        } else {
                            totals.put(series, total);
                        }
                    });
                }
                size = totals.size();
            } finally {
                lock.unlock();
            }
        }

        private void count(EncodedLabels series, @Nullable DeltaTotal old) {
            DeltaTotal fresh = totals.get(series);
            numbers += (fresh == null ? 0 : fresh.size()) - (old == null ? 0 : old.size());
        }
    }
}
