package com.kaldrix.monitoring.alert.housekeeping;

import com.kaldrix.monitoring.alert.flap.Flaps;
import com.kaldrix.monitoring.alert.oncall.OnCall;
import com.kaldrix.monitoring.alert.window.Windows;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Forgets maintenance windows and overrides that were over long ago, which the audit log remembers, and what flapped. */
@Component
class WindowRetention {
    private static final Logger LOG = LoggerFactory.getLogger(WindowRetention.class);

    /** Longer than flapping ever looks back. */
    private static final Duration FLAPS = Duration.ofDays(3);

    private final Windows windows;
    private final Flaps flaps;
    private final OnCall onCall;
    private final RetentionProperties properties;
    private final Clock clock;

    WindowRetention(Windows windows, Flaps flaps, OnCall onCall, RetentionProperties properties, Clock clock) {
        this.windows = windows;
        this.flaps = flaps;
        this.onCall = onCall;
        this.properties = properties;
        this.clock = clock;
    }

    void forgetWindows() {
        onCall.forgetOverrides(clock.instant().minus(properties.overrides()));
        flaps.forget(clock.instant().minus(FLAPS));
        int forgotten = windows.forget(clock.instant().minus(properties.windows()));
        if (forgotten > 0) {
            LOG.atDebug().addKeyValue("forgotten", forgotten).log("Forgot maintenance windows that were over long ago");
        }
    }
}
