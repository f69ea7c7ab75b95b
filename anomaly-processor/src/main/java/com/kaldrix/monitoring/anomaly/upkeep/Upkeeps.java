package com.kaldrix.monitoring.anomaly.upkeep;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All that grows unless it is looked after. What cannot be looked after now keeps nothing else from its turn. */
@Component
public final class Upkeeps {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeeps.class);

    private final List<Upkeep> all;

    Upkeeps(List<Upkeep> all) {
        this.all = List.copyOf(all);
    }

    /** Forgets what is old; how much. */
    public int forget(Instant now) {
        int forgotten = 0;
        for (Upkeep one : all) {
            try {
                forgotten += one.forget(now);
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("Something old cannot be forgotten for now");
            }
        }
        return forgotten;
    }
}
