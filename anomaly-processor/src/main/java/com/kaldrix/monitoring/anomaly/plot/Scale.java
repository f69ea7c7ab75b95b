package com.kaldrix.monitoring.anomaly.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values lie between two edges of a picture.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}; greater than {@code low}
 */
record Scale(double low, double high, double from, double to) {
    Scale {
        if (!(high > low)) {
            throw new IllegalArgumentException("a scale goes from a lower to a higher value");
        }
    }

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    /** Round values to write beside an axis, about so many. */
    List<Double> ticks(int about) {
        double rough = (high - low) / about;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        double first = Math.ceil(low / step) * step;
        // Counted, for where values are so large that a step is lost in them.
        for (int i = 0; i <= 2 * about && first + i * step <= high + step * 1e-9; i++) {
            double tick = first + i * step;
            ticks.add(Math.abs(tick) < step * 1e-9 ? 0 : tick);
        }
        return ticks;
    }
}
