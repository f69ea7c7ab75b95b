package com.kaldrix.monitoring.metrics.http;

import org.jspecify.annotations.Nullable;

/**
 * How to reach a server.
 *
 * @param authorization what proves who we are; null for nothing
 * @param trust whose certificates are taken
 * @param followRedirects whether a redirect is followed
 */
public record HttpAccess(@Nullable Authorization authorization, Trust trust, boolean followRedirects) {
    /** No authorization, the platform's certificates, and redirects are followed. */
    public static HttpAccess plain() {
        return new HttpAccess(null, new Trust.Platform(), true);
    }
}
