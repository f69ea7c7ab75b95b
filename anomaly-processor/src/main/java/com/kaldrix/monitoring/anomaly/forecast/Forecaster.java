package com.kaldrix.monitoring.anomaly.forecast;

/** Says what the next readings of a series in even steps of time will be. The state of one series. */
interface Forecaster {
    String name();

    /** Learns the next reading. NaN is a gap. */
    void observe(long time, double value);

    /** The next readings, the nearest first; empty while too little is known. */
    double[] next(int steps);
}
