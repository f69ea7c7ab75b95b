package com.kaldrix.monitoring.anomaly.follow;

import com.kaldrix.monitoring.common.label.Labels;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A followed series.
 *
 * @param ofComponent whether it is looked at together with the others of its component
 * @param limit what it must not reach; null when there is nothing of that kind
 */
public record Followed(
        UUID id,
        Labels series,
        boolean ofComponent,
        @Nullable Threshold limit) {
    public String region() {
        return series.find("region").orElse("unknown");
    }

    public String component() {
        return series.find("component").orElse("unknown");
    }

    public String metric() {
        return series.get("__name__");
    }

    /** What it must not reach. */
    public Optional<Threshold> threshold() {
        return Optional.ofNullable(limit);
    }
}
