package com.kaldrix.monitoring.alert.housekeeping;

import com.kaldrix.monitoring.alert.window.Windows;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Forgets maintenance windows that were over long ago; the audit log remembers who wanted them. */
@Component
class WindowRetention {
    private static final Logger LOG = LoggerFactory.getLogger(WindowRetention.class);

    private final Windows windows;
    private final RetentionProperties properties;
    private final Clock clock;

    WindowRetention(Windows windows, RetentionProperties properties, Clock clock) {
        this.windows = windows;
        this.properties = properties;
        this.clock = clock;
    }

    void forgetWindows() {
        int forgotten = windows.forget(clock.instant().minus(properties.windows()));
        if (forgotten > 0) {
            LOG.atDebug().addKeyValue("forgotten", forgotten).log("Forgot maintenance windows that were over long ago");
        }
    }
}
