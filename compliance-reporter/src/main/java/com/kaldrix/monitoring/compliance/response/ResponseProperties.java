package com.kaldrix.monitoring.compliance.response;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast alerts have to be answered.
 *
 * @param account 12 digits: the account that the suite itself runs in, under which its own checks stand
 * @param targets how long an incident of a severity may wait for somebody to acknowledge it; a severity that is not here may wait for ever
 */
@ConfigurationProperties("kaldrix.response")
record ResponseProperties(
        @DefaultValue("000000000000") String account,
        @DefaultValue Map<String, Duration> targets) {
    private static final Map<String, Duration> USUAL =
            Map.of("P0", Duration.ofMinutes(5), "P1", Duration.ofMinutes(15), "P2", Duration.ofHours(4));

    ResponseProperties {
        if (!account.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("kaldrix.response.account must be 12 digits, not '" + account + "'");
        }
        targets = targets.isEmpty()
                ? USUAL
                : targets.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                target -> target.getKey().toUpperCase(Locale.ROOT), Map.Entry::getValue));
        targets.forEach((severity, target) -> {
            if (!severity.matches("P[0-3]") || !target.isPositive()) {
                throw new IllegalArgumentException(
                        "kaldrix.response.targets must give P0 to P3 a time, such as 15m, not " + severity + " "
                                + target);
            }
        });
    }
}
