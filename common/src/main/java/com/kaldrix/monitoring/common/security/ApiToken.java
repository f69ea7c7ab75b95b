package com.kaldrix.monitoring.common.security;

import java.util.Set;

/**
 * A token that is known, without the token.
 *
 * @param name who uses it; stands in the audit log
 * @param roles what it may do
 */
public record ApiToken(String name, Set<Role> roles) {
    public ApiToken {
        roles = Set.copyOf(roles);
        if (name.isBlank()) {
            throw new IllegalArgumentException("an API token needs a name, for the audit log");
        }
    }
}
