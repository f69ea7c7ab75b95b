package com.kaldrix.monitoring.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The silence over what is found in the hours before the night, which are read within seconds. Noise alone is unusual now and
 * then, and whether anybody would hear of it depends on how fast it is read: its end may come before its page is sent.
 */
final class EarlierAnomalies {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SILENCES = "/api/v2/silences";
    private static final Duration LONGEST = Duration.ofDays(1);

    private final ServiceClient service;
    private final Instant begin;
    private final String id;

    private EarlierAnomalies(ServiceClient service, Instant begin, String id) {
        this.service = service;
        this.begin = begin;
        this.id = id;
    }

    /**
     * Silences them from now on.
     *
     * @param now the services' time
     */
    static EarlierAnomalies silence(ServiceClient service, Instant now) throws IOException, InterruptedException {
        String body = body("", now, now.plus(LONGEST));
        return new EarlierAnomalies(
                service, now, service.asked(SILENCES, body).path("silenceID").stringValue());
    }

    /** Ends the silence at a time of the services. */
    void until(Instant end) throws IOException, InterruptedException {
        service.post(SILENCES, body(id, begin, end));
    }

    private static String body(String id, Instant from, Instant until) {
        return JSON.writeValueAsString(Map.of(
                "id",
                id,
                "matchers",
                List.of(Map.of("name", "alertname", "value", "Anomaly", "isRegex", false, "isEqual", true)),
                "startsAt",
                from.toString(),
                "endsAt",
                until.toString(),
                "createdBy",
                "demo",
                "comment",
                "What was unusual before the night"));
    }
}
