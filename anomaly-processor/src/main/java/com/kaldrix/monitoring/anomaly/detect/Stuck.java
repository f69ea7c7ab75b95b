package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The same value again and again, for longer than this series has ever done it: a dead sensor or a hung exporter. */
public final class Stuck implements Detector {
    private static final int WARM = 64;
    private static final int SHORTEST = 3;

    private double last = Double.NaN;
    private int run;
    private double longest;
    private int seen;

    @Override
    public String name() {
        return "stuck";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        if (reading.value() == last) {
            run++;
        } else {
            if (reading.learn()) {
                longest = Math.max(longest, run);
            }
            run = 1;
        }
        last = reading.value();
        if (reading.learn()) {
            seen++;
        }
        return seen < WARM ? Double.NaN : Math.max(0, Math.log(run / Math.max(longest, SHORTEST)) / Math.log(2));
    }

    @Override
    public String evidence() {
        return "the same value %d times in a row; the longest run before was %.0f".formatted(run, longest);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(last);
        out.writeInt(run);
        out.writeDouble(longest);
        out.writeInt(seen);
    }

    @Override
    public void load(DataInput in) throws IOException {
        last = in.readDouble();
        run = in.readInt();
        longest = in.readDouble();
        seen = in.readInt();
    }
}
