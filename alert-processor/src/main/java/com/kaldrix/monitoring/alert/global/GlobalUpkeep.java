package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Forgets what is older than it has to be: global incidents are kept as long as a region's own. */
@Component
class GlobalUpkeep implements Work {
    private static final Duration LOOK = Duration.ofHours(1);

    private final GlobalView view;
    private final Duration kept;
    private final Clock clock;

    GlobalUpkeep(GlobalView view, @Value("${kaldrix.retention.incidents:365d}") Duration kept, Clock clock) {
        this.view = view;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "global-upkeep";
    }

    @Override
    public Duration run(Wake wake) {
        var unused = view.forget(clock.instant().minus(kept));
        return LOOK;
    }
}
