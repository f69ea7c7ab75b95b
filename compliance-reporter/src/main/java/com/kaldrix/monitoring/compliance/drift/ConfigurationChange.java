package com.kaldrix.monitoring.compliance.drift;

import java.time.Instant;
import java.util.List;

/**
 * The configuration of a resource became another.
 *
 * @param resource what changed
 * @param kind how
 * @param at when it was noticed
 * @param version tells the states of a resource apart; a second change of the same resource and version is the same change again
 * @param properties what of it, in the order of the source; empty when it is new or gone, or when {@code detail} is elsewhere
 * @param detail where the whole of it is, when it was too large for the event; empty when it is all here
 * @param events ids of the activities that caused it, as far as the source knows
 */
public record ConfigurationChange(
        Subject resource,
        Kind kind,
        Instant at,
        String version,
        List<PropertyChange> properties,
        String detail,
        List<String> events) {
    public ConfigurationChange {
        properties = List.copyOf(properties);
        events = List.copyOf(events);
    }

    /** How a resource changed. */
    public enum Kind {
        CREATED,
        UPDATED,
        DELETED
    }

    /**
     * What changed.
     *
     * @param account 12 digits
     * @param region such as {@code eu-west-1}, or {@code global}
     * @param id as findings name the resource
     * @param type such as {@code AWS::EC2::SecurityGroup}
     */
    public record Subject(String account, String region, String id, String type) {}

    /**
     * One property before and after.
     *
     * @param path such as {@code Configuration.IpPermissions.0}
     * @param before as JSON; empty when it was not there
     * @param after as JSON; empty when it is no longer there
     */
    public record PropertyChange(String path, String before, String after) {}
}
