package com.kaldrix.monitoring.anomaly.stream;

import com.kaldrix.monitoring.common.label.Labels;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is known of one series, and looks at its readings in the order of time. For one thread. */
public interface Watch {
    /** Makes watches. */
    interface Maker {
        /** One that knows nothing yet. */
        Watch begin(Labels series);

        /** The maker of the watches of one slice; what these share with each other they share with nobody else. */
        default Maker ofSlice() {
            return this;
        }

        /** One that goes on from where {@link Watch#save} was called. */
        Watch resume(Labels series, DataInput state) throws IOException;
    }

    /**
     * A reading.
     *
     * @param time of it, milliseconds since the epoch; later than the one before
     * @param value a gauge's mean or a counter's growth per second in the window; not a number when a value was due and none came
     * @param findings where what is found goes
     */
    void observe(long time, double value, Findings findings);

    /** How it stands with the series; null when nothing is known. */
    default @Nullable Glance look() {
        return null;
    }

    /** The series has said nothing for so long that it is forgotten. */
    default void end(Findings findings) {}

    /** Writes what it knows. */
    void save(DataOutput state) throws IOException;
}
