package com.kaldrix.monitoring.alert.notify;

import java.net.URI;
import java.util.UUID;

/**
 * Where people reach this service.
 *
 * @param root its address from outside, without a slash at the end
 */
public record PublicAddress(URI root) {
    public PublicAddress {
        root = URI.create(root.toString().replaceFirst("/+$", ""));
    }

    /** The page of an incident. */
    public URI incident(UUID id) {
        return URI.create(root + "/incidents/" + id);
    }
}
