package com.kaldrix.monitoring.alert.alertmanager;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as Alertmanager writes them: RFC 3339 with three digits of a second. */
final class Millis {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Millis() {}

    static String of(Instant time) {
        return FORMAT.format(time);
    }
}
