package com.kaldrix.monitoring.alert.silence;

import com.kaldrix.monitoring.alert.history.Reach;
import com.kaldrix.monitoring.alert.history.Reaches;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells matchers that cover more alerts than a silence usually does. */
@Component
public class BroadSilences {
    private final Reaches reaches;
    private final SilenceProperties properties;
    private final Clock clock;

    BroadSilences(Reaches reaches, SilenceProperties properties, Clock clock) {
        this.reaches = reaches;
        this.properties = properties;
        this.clock = clock;
    }

    /** What a silence with these matchers holds back. */
    Reach reach(Matchers matchers) {
        return reaches.of(matchers, properties.broad(), clock.instant());
    }

    /** What whoever makes such a silence should think over; empty for nothing. */
    public Optional<String> warning(Matchers matchers) {
        return Optional.ofNullable(reach(matchers).warning());
    }
}
