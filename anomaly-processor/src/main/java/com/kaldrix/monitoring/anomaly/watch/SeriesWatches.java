package com.kaldrix.monitoring.anomaly.watch;

import com.kaldrix.monitoring.anomaly.series.Calendar;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.series.SeriesMonitor;
import com.kaldrix.monitoring.anomaly.series.Tier;
import com.kaldrix.monitoring.anomaly.stream.Watch;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.DataInput;
import java.io.IOException;

/** Makes watches of live series with the parameters in force. What chance does follows from the series, so that replicas agree. */
final class SeriesWatches implements Watch.Maker {
    private final Parameters parameters;
    private final SeverityScale scale;

    SeriesWatches(Parameters parameters, SeverityScale scale) {
        this.parameters = parameters;
        this.scale = scale;
    }

    @Override
    public Watch begin(Labels series) {
        return new SeriesWatch(
                series, SeriesMonitor.start(Tier.CHEAP, parameters, Calendar.utc(), seed(series)), scale);
    }

    @Override
    public Watch resume(Labels series, DataInput state) throws IOException {
        byte[] monitor = new byte[state.readInt()];
        state.readFully(monitor);
        SeriesWatch watch = new SeriesWatch(
                series, SeriesMonitor.restore(monitor, parameters, Calendar.utc(), seed(series)), scale);
        watch.resume(state);
        return watch;
    }

    private static long seed(Labels series) {
        return series.fingerprint().value();
    }
}
