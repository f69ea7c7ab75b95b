package com.kaldrix.monitoring.compliance.pull.aws;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what runs out may last.
 *
 * @param backupAge how old the newest backup of a resource may be
 * @param certificateNotice how long before its end a certificate that is in use must have been renewed
 */
@ConfigurationProperties("kaldrix.lifetimes")
record Lifetimes(
        @DefaultValue("26h") Duration backupAge,
        @DefaultValue("30d") Duration certificateNotice) {
    private static final Duration MOST = Duration.ofDays(400);

    Lifetimes {
        between("backup-age", backupAge);
        between("certificate-notice", certificateNotice);
    }

    private static void between(String name, Duration given) {
        if (!given.isPositive() || given.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "kaldrix.lifetimes." + name + " must be more than nothing and at most 400 days, not " + given);
        }
    }
}
