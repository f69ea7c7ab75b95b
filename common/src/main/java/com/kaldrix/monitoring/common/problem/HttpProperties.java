package com.kaldrix.monitoring.common.problem;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a service takes over HTTP.
 *
 * @param maxBody how large a request's body is at most
 */
@ConfigurationProperties("kaldrix.http")
record HttpProperties(@DefaultValue("10MB") DataSize maxBody) {
    HttpProperties {
        if (maxBody.toBytes() < 1) {
            throw new IllegalArgumentException("kaldrix.http.max-body must be at least 1B, not " + maxBody);
        }
    }
}
