package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.util.Arrays;

/** A series that is watched: its samples in open windows, and the one before by which a counter's growth is told. */
final class WatchedSeries implements Comparable<WatchedSeries> {
    final EncodedLabels labels;
    final int shard;
    final SampleQueue samples = new SampleQueue();

    private long earlierTime = Long.MIN_VALUE;
    private double earlier;
    private boolean counter;
    private int counterVersion = -1;

    int count;
    double min;
    double max;
    double sum;
    double first;
    double last;
    double increase;

    WatchedSeries(EncodedLabels labels, int shards) {
        this.labels = labels;
        this.shard = (int) Long.remainderUnsigned(labels.hash(), shards);
    }

    boolean isCounter(CounterNames names) {
        if (counterVersion != names.version()) {
            counterVersion = names.version();
            counter = names.isCounter(labels.decode().get(com.kaldrix.monitoring.metrics.series.LabelSet.NAME));
        }
        return counter;
    }

    /**
     * Puts together what the series did in a window and forgets the samples in it. Values that are no finite number, staleness
     * markers among them, are left out.
     *
     * @return how many samples were left out; {@link #count} is 0 when nothing is left
     */
    int close(long start, long end, boolean isCounter) {
        count = 0;
        sum = 0;
        increase = Double.NaN;
        int ignored = 0;
        int over = samples.before(end);
        for (int i = 0; i < over; i++) {
            double value = samples.value(i);
            if (!Double.isFinite(value)) {
                ignored += samples.isStale(i) ? 0 : 1;
                continue;
            }
            long time = samples.time(i);
            if (time >= start) {
                add(value);
                if (isCounter) {
                    grow(start, time, value, samples.start(i));
                }
            }
            earlierTime = time;
            earlier = value;
        }
        samples.drop(over);
        return ignored;
    }

    private void add(double value) {
        if (count == 0) {
            min = value;
            max = value;
            first = value;
        } else {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        last = value;
        sum = Math.clamp(sum + value, -Double.MAX_VALUE, Double.MAX_VALUE);
        count++;
    }

    private void grow(long windowStart, long time, double value, long start) {
        double growth;
        if (earlierTime >= time - Increase.LONGEST_GAP && earlierTime < time) {
            growth = Increase.between(earlierTime, earlier, value, start);
        } else if (start >= windowStart) {
            growth = Math.max(0, value);
        } else {
            return;
        }
        increase = Math.min((Double.isNaN(increase) ? 0 : increase) + growth, Double.MAX_VALUE);
    }

    /** Whether nothing has come for so long that what is known of it says nothing any more. */
    boolean isForgotten(long now) {
        return samples.size() == 0 && earlierTime < now - 2 * Increase.LONGEST_GAP;
    }

    void forget() {
        samples.clear();
        earlierTime = Long.MIN_VALUE;
    }

    /** By shard, and within it in an order that is the same in every process. */
    @Override
    public int compareTo(WatchedSeries other) {
        int byShard = Integer.compare(shard, other.shard);
        if (byShard != 0) {
            return byShard;
        }
        int byHash = Long.compareUnsigned(labels.hash(), other.labels.hash());
        return byHash != 0 ? byHash : Arrays.compareUnsigned(labels.bytes(), other.labels.bytes());
    }
}
