package com.kaldrix.monitoring.anomaly.watch;

import com.kaldrix.monitoring.anomaly.forest.SeriesForests;
import com.kaldrix.monitoring.anomaly.series.Calendar;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.series.SeriesMonitor;
import com.kaldrix.monitoring.anomaly.settings.Adjustment;
import com.kaldrix.monitoring.anomaly.settings.Applied;
import com.kaldrix.monitoring.anomaly.settings.Settings;
import com.kaldrix.monitoring.common.label.Labels;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has one series judged as people want it at the time of each reading. For one thread. */
final class Wanted {
    private final Labels series;
    private final Supplier<Settings> settings;
    private final Parameters parameters;
    private @Nullable Settings known;
    private List<Adjustment> concerned = List.of();
    private @Nullable Applied applied;
    private long until = Long.MIN_VALUE;

    Wanted(Labels series, Supplier<Settings> settings, Parameters parameters) {
        this.series = series;
        this.settings = settings;
        this.parameters = parameters;
    }

    /** Called before each reading; costs nothing while nothing changes. */
    void settle(SeriesMonitor monitor, SeriesForests forests, long time) {
        Settings latest = settings.get();
        if (latest == known && time < until) {
            return;
        }
        if (latest != known) {
            concerned = latest.of(series);
            known = latest;
        }
        until = Settings.until(concerned, time);
        Applied now = Settings.at(concerned, time);
        if (!now.equals(applied)) {
            Calendar calendar = new Calendar(now.zone(), now.excluded());
            monitor.adopt(calendar, threshold(now), now.detectorsOff());
            forests.adopt(calendar, threshold(now), now.detectorsOff());
            applied = now;
        }
    }

    private double threshold(Applied now) {
        String sensitivity = now.sensitivity() == null
                ? parameters.text("sensitivity")
                : now.sensitivity().word();
        return parameters.number("alert.threshold." + sensitivity) * now.threshold();
    }
}
