package com.kaldrix.monitoring.common.security;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who does something, for the audit log. A controller that has one as a parameter is given the caller.
 *
 * @param name of the API token, or the person's name in the identity provider's token
 * @param roles as they were granted, without those that they include; in order of power
 * @param remoteAddress the address that the request came from; of the caller, not of a proxy that the service trusts
 */
public record Actor(String name, Set<Role> roles, String remoteAddress) {
    /** The name of everybody where access is open, and of callers without credentials. */
    public static final String ANONYMOUS = "anonymous";

    public Actor {
        EnumSet<Role> sorted = EnumSet.noneOf(Role.class);
        sorted.addAll(roles);
        roles = Collections.unmodifiableSet(sorted);
    }

    /** Whether one of the roles is or includes {@code role}. */
    public boolean has(Role role) {
        return roles.stream().anyMatch(granted -> granted.includes().contains(role));
    }
}
