package com.kaldrix.monitoring.common.event;

import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;

/**
 * A region's alert-processor is alive: its database keeps what it does, and what it publishes leaves it. Goes to the events topic, which the hub hears
 * across regions; the envelope's {@code subject} is the region.
 *
 * @param region which region
 * @param hub whether it believes to be the hub
 * @param openIncidents how many incidents are not over there
 * @param at when it was alive; heartbeats come late, again and out of order, and the latest counts
 */
public record RegionHeartbeat(Region region, boolean hub, int openIncidents, Instant at) implements Contract {
    public static final String TYPE = "com.kaldrix.region.heartbeat.v1";

    @SuppressWarnings("ConstantValue")
    public RegionHeartbeat {
        Attributes.present("region", region);
        if (openIncidents < 0) {
            throw new MalformedEvent("openIncidents", "is negative");
        }
        Attributes.present("at", at);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
