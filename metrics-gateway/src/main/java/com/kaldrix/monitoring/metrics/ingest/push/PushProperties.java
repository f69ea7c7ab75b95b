package com.kaldrix.monitoring.metrics.ingest.push;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is taken as JSON.
 *
 * @param maxBody how large a request is at most, after decompression
 */
@ConfigurationProperties("kaldrix.push")
record PushProperties(@DefaultValue("4MB") DataSize maxBody) {
    PushProperties {
        if (maxBody.toBytes() < 1) {
            throw new IllegalArgumentException("kaldrix.push.max-body must be at least 1B, not " + maxBody);
        }
    }
}
