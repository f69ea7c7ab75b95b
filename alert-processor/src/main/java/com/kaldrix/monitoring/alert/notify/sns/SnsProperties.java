package com.kaldrix.monitoring.alert.notify.sns;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What of the way to AWS concerns topics.
 *
 * @param endpoint where topics are when a receiver does not say so by {@code api_url}, such as the local stack's; empty
 *     for AWS itself
 */
@ConfigurationProperties("kaldrix.aws")
record SnsProperties(@DefaultValue("") String endpoint) {}
