package com.kaldrix.monitoring.anomaly.watch;

import com.kaldrix.monitoring.anomaly.follow.Following;
import com.kaldrix.monitoring.anomaly.forest.ForestGrounds;
import com.kaldrix.monitoring.anomaly.forest.SeriesForests;
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
    private final ForestGrounds grounds;
    private final Following following;
    private final SeriesForests.Ground ground;

    SeriesWatches(
            Parameters parameters,
            SeverityScale scale,
            Supplier<Settings> settings,
            ForestGrounds grounds,
            Following following) {
        this.parameters = parameters;
        this.scale = scale;
        this.settings = settings;
        this.grounds = grounds;
        this.following = following;
        this.ground = grounds.slice();
    }

    @Override
    public Watch.Maker ofSlice() {
        return new SeriesWatches(parameters, scale, settings, grounds, following);
    }

    @Override
    public Watch begin(Labels series) {
        return watch(series, SeriesMonitor.start(Tier.CHEAP, parameters, Calendar.utc(), seed(series)));
    }

    @Override
    public Watch resume(Labels series, DataInput state) throws IOException {
        byte[] monitor = new byte[state.readInt()];
        state.readFully(monitor);
        SeriesWatch watch = watch(series, SeriesMonitor.restore(monitor, parameters, Calendar.utc(), seed(series)));
        watch.resume(state);
        return watch;
    }

    private SeriesWatch watch(Labels series, SeriesMonitor monitor) {
        SeriesForests forests = new SeriesForests(series, ground, grounds.isHot(series));
        Wanted wanted = new Wanted(series, settings, parameters);
        return new SeriesWatch(series, monitor, forests, scale, wanted, following.follows(series));
    }

    private static long seed(Labels series) {
        return series.fingerprint().value();
    }
}
