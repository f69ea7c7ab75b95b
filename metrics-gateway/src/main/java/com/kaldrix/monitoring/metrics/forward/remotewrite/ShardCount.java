package com.kaldrix.monitoring.metrics.forward.remotewrite;

/**
 * How many requests go on at once. Requests side by side help where a target answers slowly and more waits to be sent than
 * goes into a round; a target that answers at once is sent one after the other, which costs the least memory and work. For one
 * thread.
 */
final class ShardCount {
    /** What all shards together may hold, before compression, so that a slow target does not take the memory of others. */
    private static final int MOST_BYTES = 8 << 20;
    /** A series of nine labels and a sample, written out. */
    private static final int BYTES_PER_SAMPLE = 300;

    /** Sending has to take so many times as long as collecting before it is spread. */
    private static final int WAITING = 2;

    private final int least;
    private final int most;
    private int now;

    ShardCount(QueueRules rules) {
        this.least = rules.minShards();
        int fit = MOST_BYTES / (int) Math.min(MOST_BYTES, (long) rules.maxSamplesPerSend() * BYTES_PER_SAMPLE);
        this.most = Math.clamp(fit, rules.minShards(), rules.maxShards());
        this.now = least;
    }

    int now() {
        return now;
    }

    /**
     * A round was sent.
     *
     * @param full whether it was as large as it may be, so that more may be waiting
     * @param collecting nanoseconds that it took to collect it
     * @param sending nanoseconds that it took to send it
     */
    void learn(boolean full, long collecting, long sending) {
        if (full && sending > WAITING * collecting) {
            now = Math.min(most, now * 2);
        } else if (!full || sending < collecting) {
            now = Math.max(least, now - Math.max(1, now / 8));
        }
    }
}
