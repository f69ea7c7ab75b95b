package com.kaldrix.monitoring.alert.notify;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Says in readiness that a channel is down. The service goes on taking alerts, and other channels go on telling people, so
 * it is degraded and not out of service.
 */
@Component("channelsHealthIndicator")
class ChannelsHealth extends AbstractHealthIndicator {
    private final Deliveries deliveries;

    ChannelsHealth(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (Deliveries.ChannelHealth channel : deliveries.health()) {
            if (!channel.up() && channel.waiting()) {
                builder.status("DEGRADED").withDetail(channel.key(), "down");
            }
        }
    }
}
