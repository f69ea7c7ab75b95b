package com.kaldrix.monitoring.compliance.breach;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Breaches.
 *
 * @param regimes whose clocks run for a breach that is suspected by itself; none to leave it to people
 */
@ConfigurationProperties("kaldrix.breach")
record BreachProperties(@DefaultValue({"gdpr", "hipaa"}) Set<Regime> regimes) {
    BreachProperties {
        regimes = Set.copyOf(regimes);
    }
}
