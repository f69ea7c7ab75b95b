package com.kaldrix.monitoring.metrics.ingest.push;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import tools.jackson.databind.JsonNode;

/** Times as scripts write them: milliseconds since the epoch, or a text of RFC 3339. */
final class PushTimes {
    /** 3 March 1973 in milliseconds; in seconds it is the year 5138. */
    private static final long EARLIEST = 100_000_000_000L;

    private static final long LATEST = 253_402_300_799_999L;

    private PushTimes() {}

    /**
     * A time in milliseconds.
     *
     * @param now for a time that is not given
     * @return -1 when it cannot be read, which has been told then
     */
    static long millis(JsonNode node, long now, String path, Errors errors) {
        if (node.isMissingNode() || node.isNull()) {
            return now;
        }
        if (node.isString()) {
            try {
                long millis =
                        OffsetDateTime.parse(node.stringValue()).toInstant().toEpochMilli();
                if (millis >= 0 && millis <= LATEST) {
                    return millis;
                }
            } catch (DateTimeException malformed) {
                // Told below.
            }
            errors.add(path, "must be a time such as 2026-03-01T12:00:00Z, or milliseconds since the epoch");
            return -1;
        }
        long millis = node.isIntegralNumber() && node.canConvertToLong() ? node.asLong() : -1;
        if (millis >= EARLIEST && millis <= LATEST) {
            return millis;
        }
        errors.add(
                path,
                millis >= 0 && millis < EARLIEST
                        ? "must be in milliseconds since the epoch; " + millis + " looks like seconds"
                        : "must be milliseconds since the epoch, or a text such as 2026-03-01T12:00:00Z");
        return -1;
    }
}
