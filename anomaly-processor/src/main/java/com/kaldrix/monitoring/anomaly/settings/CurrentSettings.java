package com.kaldrix.monitoring.anomaly.settings;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest {@link Settings} that this replica knows. Safe for several threads. */
public final class CurrentSettings implements Supplier<Settings> {
    /** Wishes that ended are kept for readings that are looked at late, such as after an outage. */
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private static final Logger LOG = LoggerFactory.getLogger(CurrentSettings.class);

    private final List<Wishes> wishes;
    private final Clock clock;
    private volatile Settings latest = Settings.NONE;
    private boolean failing;

    public CurrentSettings(List<Wishes> wishes, Clock clock) {
        this.wishes = List.copyOf(wishes);
        this.clock = clock;
    }

    @Override
    public Settings get() {
        return latest;
    }

    /**
     * Reads what is wished now. An unchanged list leaves the very same {@link Settings}.
     *
     * @throws RuntimeException when it cannot be read; what was known before stays
     */
    public synchronized void refresh() {
        List<Adjustment> all = new ArrayList<>();
        wishes.forEach(each -> all.addAll(each.since(clock.instant().minus(REMEMBERED))));
        all.sort(Comparator.comparing(Adjustment::from));
        Settings read = new Settings(all);
        if (!read.equals(latest)) {
            latest = read;
        }
    }

    /** As {@link #refresh}, and only says so when it cannot be read. */
    synchronized void tryToRefresh() {
        try {
            refresh();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.atWarn().setCause(e).log("How series are to be judged cannot be read; what was known before holds");
            }
            failing = true;
        }
    }
}
