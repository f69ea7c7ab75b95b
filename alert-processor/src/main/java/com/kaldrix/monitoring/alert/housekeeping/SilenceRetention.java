package com.kaldrix.monitoring.alert.housekeeping;

import com.kaldrix.monitoring.alert.silence.Silences;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Forgets silences that were over long ago; the audit log remembers who wanted them. */
@Component
class SilenceRetention {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceRetention.class);

    private final Silences silences;
    private final RetentionProperties properties;
    private final Clock clock;

    SilenceRetention(Silences silences, RetentionProperties properties, Clock clock) {
        this.silences = silences;
        this.properties = properties;
        this.clock = clock;
    }

    void forgetSilences() {
        int forgotten = silences.forget(clock.instant().minus(properties.silences()));
        if (forgotten > 0) {
            LOG.atDebug().addKeyValue("forgotten", forgotten).log("Forgot silences that were over long ago");
        }
    }
}
