package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A series that hardly ever is zero is zero: an outage that needs no threshold. */
public final class DropToZero implements Detector {
    private static final int WARM = 64;
    private static final double MEMORY = 0.002;

    private double zeros;
    private int seen;
    private int run;

    @Override
    public String name() {
        return "drop-to-zero";
    }

    @Override
    public double observe(Reading reading) {
        if (reading.isGap()) {
            return Double.NaN;
        }
        boolean zero = reading.value() == 0;
        run = zero ? run + 1 : 0;
        double strange = seen < WARM ? Double.NaN : zero ? -Math.log10(zeros + 1e-4) : 0;
        if (reading.learn()) {
            seen++;
            zeros += Math.max(MEMORY, 1.0 / (seen + 1)) * ((zero ? 1 : 0) - zeros);
        }
        return strange;
    }

    @Override
    public String evidence() {
        return run == 0 ? "not zero" : "zero for %d readings, which it hardly ever is".formatted(run);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(zeros);
        out.writeInt(seen);
        out.writeInt(run);
    }

    @Override
    public void load(DataInput in) throws IOException {
        zeros = in.readDouble();
        seen = in.readInt();
        run = in.readInt();
    }
}
