package com.kaldrix.monitoring.metrics.kpi.view;

import com.kaldrix.monitoring.metrics.kpi.merge.KpiListener;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The KPIs of the latest window, as long as they are recent. Safe for several threads. */
public final class LatestKpis implements KpiListener {
    private final Duration recent;
    private final Clock clock;
    private volatile @Nullable KpiWindow latest;

    /** @param recent how old a window may be to be shown as what is now */
    public LatestKpis(Duration recent, Clock clock) {
        this.recent = recent;
        this.clock = clock;
    }

    @Override
    public void window(KpiWindow window) {
        KpiWindow before = latest;
        boolean same = before != null && window.start().equals(before.start());
        if (!window.revised() || same) {
            latest = window;
        }
    }

    /** The latest window; empty when there is none, or it is so old that it says nothing of now. */
    public Optional<KpiWindow> current() {
        KpiWindow window = latest;
        return Optional.ofNullable(window)
                .filter(known -> known.end().plus(recent).isAfter(clock.instant()));
    }
}
