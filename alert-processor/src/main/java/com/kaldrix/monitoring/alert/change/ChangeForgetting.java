package com.kaldrix.monitoring.alert.change;

import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets changes of long ago; that several replicas do so does no harm. */
@Component
class ChangeForgetting implements Work {
    private static final Duration EVERY = Duration.ofHours(1);

    private final Changes changes;
    private final ChangeProperties properties;
    private final Clock clock;

    ChangeForgetting(Changes changes, ChangeProperties properties, Clock clock) {
        this.changes = changes;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-changes";
    }

    @Override
    public Duration run(Wake wake) {
        changes.forget(clock.instant().minus(properties.keep()));
        return EVERY;
    }
}
