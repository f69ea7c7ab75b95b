package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Looks at one series for one kind of strangeness, in the order of time, and never ahead.
 *
 * <p>An implementation is the state of one series and is not safe for use by several threads. Its strangeness is in units of
 * its own, at or above zero; {@link com.kaldrix.monitoring.anomaly.fuse.Rarity} makes them comparable. The same readings
 * give the same strangeness, also across {@link #save} and {@link #load}.
 */
public interface Detector {

    /** Short and stable: it names the detector in overrides, evidence and metrics. */
    String name();

    /**
     * How strange this reading is, judged by what came before only; then learns from it.
     *
     * @return zero or more; NaN when there is nothing to say: too few readings yet, or a gap
     */
    double observe(Reading reading);

    /** What the detector saw in the last reading, as a sentence for a person. */
    String evidence();

    /** Writes the state. */
    void save(DataOutput out) throws IOException;

    /** Takes over a state that {@link #save} of the same detector with the same parameters wrote. */
    void load(DataInput in) throws IOException;
}
