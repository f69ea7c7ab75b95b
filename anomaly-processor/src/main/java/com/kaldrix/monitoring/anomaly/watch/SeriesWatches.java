package com.kaldrix.monitoring.anomaly.watch;

import com.kaldrix.monitoring.anomaly.series.Calendar;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.series.SeriesMonitor;
import com.kaldrix.monitoring.anomaly.series.Tier;
import com.kaldrix.monitoring.anomaly.settings.Settings;
import com.kaldrix.monitoring.anomaly.stream.Watch;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.DataInput;
import java.io.IOException;
import java.util.function.Supplier;

/** Makes watches of live series with the parameters in force. What chance does follows from the series, so that replicas agree. */
final class SeriesWatches implements Watch.Maker {
    private final Parameters parameters;
    private final SeverityScale scale;
    private final Supplier<Settings> settings;

    SeriesWatches(Parameters parameters, SeverityScale scale, Supplier<Settings> settings) {
        this.parameters = parameters;
        this.scale = scale;
        this.settings = settings;
    }

    @Override
    public Watch begin(Labels series) {
        return new SeriesWatch(
                series,
                SeriesMonitor.start(Tier.CHEAP, parameters, Calendar.utc(), seed(series)),
                scale,
                wanted(series));
    }

    @Override
    public Watch resume(Labels series, DataInput state) throws IOException {
        byte[] monitor = new byte[state.readInt()];
        state.readFully(monitor);
        SeriesWatch watch = new SeriesWatch(
                series,
                SeriesMonitor.restore(monitor, parameters, Calendar.utc(), seed(series)),
                scale,
                wanted(series));
        watch.resume(state);
        return watch;
    }

    private Wanted wanted(Labels series) {
        return new Wanted(series, settings, parameters);
    }

    private static long seed(Labels series) {
        return series.fingerprint().value();
    }
}
