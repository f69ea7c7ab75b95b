package com.kaldrix.monitoring.anomaly.fuse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much a change is worth that is so slow that each reading is like the one before it: none of those who compare with what was
 * just now finds anything, and those who compare with long ago all find reading after reading rare. What counts is the quietest
 * of them, and it counts the more the longer it lasts; one reading that is as usual ends it. What begins abruptly is told by others,
 * and what is left of it for long after is no slow change: after an abrupt one nothing counts until all was usual again.
 */
public final class Gradual {
    /** Below this rarity all is usual again. */
    private static final double USUAL = 1;

    private final int[] slow;
    private final double readings;
    private final double worth;
    private double lasting;
    private boolean abrupt;

    /**
     * Of these detectors.
     *
     * @param voices of all of them, in their order
     * @param readings over which it comes to count
     * @param worth severity for each power of ten of lasting rarity
     */
    public Gradual(List<Voice> voices, double readings, double worth) {
        slow = IntStream.range(0, voices.size())
                .filter(i -> voices.get(i).slow())
                .toArray();
        this.readings = readings;
        this.worth = worth;
    }

    /**
     * Takes one reading's rarities.
     *
     * @param rarities one per detector, NaN where it has nothing to say
     * @param cap the most that one can say
     * @param stands whether the reading stands out from those just before
     */
    public void add(double[] rarities, double cap, boolean stands) {
        double quietest = cap;
        for (int i : slow) {
            if (Double.isNaN(rarities[i])) {
                return;
            }
            quietest = Math.min(quietest, rarities[i]);
        }
        abrupt = stands || abrupt && quietest >= USUAL;
        lasting = abrupt ? 0 : quietest < lasting ? quietest : lasting + (quietest - lasting) / readings;
    }

    /** For paging. */
    public double severity() {
        return worth * lasting;
    }

    public void save(DataOutput out) throws IOException {
        out.writeDouble(lasting);
        out.writeBoolean(abrupt);
    }

    public void load(DataInput in) throws IOException {
        lasting = in.readDouble();
        abrupt = in.readBoolean();
    }
}
