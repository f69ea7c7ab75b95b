package com.kaldrix.monitoring.local.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What alert-processor is trained with: alerts as a Prometheus posts them, new and again, and what people and dashboards look at.
 * The JVM keeps with the cache which ways the code went, so that a service that has just been started is compiled at once for
 * what it will do.
 */
final class AlertTraining {
    private static final int GROUPS = 30;
    private static final int ALERTS = 100;
    private static final int ROUNDS = 4;
    private static final int READINGS = 25;
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    /** Begun long ago and not over for long, whenever the training is. */
    private static final String ALERT = """
            {"labels":{"alertname":"Training%1$d","instance":"node-%2$d","job":"training","severity":"warning","team":"chain"},
            "annotations":{"summary":"Training%1$d on node-%2$d"},"generatorURL":"http://localhost/graph",
            "startsAt":"2026-01-01T00:00:00Z","endsAt":"2199-01-01T00:00:00.123Z"}""";

    private static final String SILENCE = """
            {"matchers":[{"name":"alertname","value":"Training1|Training2","isRegex":true,"isEqual":true}],
            "startsAt":"2026-01-01T00:00:00Z","endsAt":"2199-01-01T00:00:00Z","createdBy":"training","comment":"training"}""";

    private AlertTraining() {}

    static List<TrainingCall> calls() {
        List<TrainingCall> calls = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (int group = 0; group < GROUPS; group++) {
                calls.add(post("/api/v2/alerts", alerts(group)));
            }
        }
        calls.add(post("/api/v2/silences", SILENCE));
        for (int reading = 0; reading < READINGS; reading++) {
            calls.add(TrainingCall.get("/api/v2/alerts"));
            calls.add(TrainingCall.get("/api/v1/incidents"));
        }
        for (String path : List.of("/api/v2/alerts/groups", "/api/v2/silences", "/api/v2/status", "/api/v1/alerts")) {
            calls.add(TrainingCall.get(path));
        }
        return calls;
    }

    private static String alerts(int group) {
        StringBuilder body = new StringBuilder("[");
        for (int alert = 0; alert < ALERTS; alert++) {
            body.append(alert == 0 ? "" : ",").append(ALERT.formatted(group, alert));
        }
        return body.append(']').toString();
    }

    private static TrainingCall post(String path, String body) {
        return TrainingCall.post(path, JSON, body.getBytes(StandardCharsets.UTF_8));
    }
}
