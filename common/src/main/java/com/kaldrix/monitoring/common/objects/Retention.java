package com.kaldrix.monitoring.common.objects;

import java.time.Instant;

/**
 * How long an object is to be kept from change and deletion.
 *
 * @param mode who may shorten it
 * @param until the moment at which it ends
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">S3 Object Lock</a>
 */
public record Retention(Mode mode, Instant until) {
    /** Who may shorten a retention. */
    public enum Mode {
        /** Whoever has the permission for it. */
        GOVERNANCE,
        /** Nobody. */
        COMPLIANCE
    }
}
