package com.kaldrix.monitoring.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for a Prometheus server: posts alerts to {@code /api/v2/alerts} when they fire, posts them again every minute
 * while they do, with an end some minutes ahead, and once more with their end when they are over.
 */
final class Prometheus {
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration VALID = Duration.ofMinutes(8);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * An alert of a rule.
     *
     * @param labels its identity
     * @param annotations words for people
     */
    record Alert(Map<String, String> labels, Map<String, String> annotations) {}

    private record Firing(List<Alert> alerts, Instant since, Instant sent) {}

    private final ServiceClient service;
    private final Supplier<Instant> now;
    private final Map<String, Firing> firing = new LinkedHashMap<>();
    private int repetitions;

    /** @param now the server's clock */
    Prometheus(ServiceClient service, Supplier<Instant> now) {
        this.service = service;
        this.now = now;
    }

    /** These alerts begin to fire. */
    void fire(String rule, List<Alert> alerts) throws IOException, InterruptedException {
        Instant since = now.get();
        firing.put(rule, new Firing(alerts, since, since));
        post(alerts, since, since.plus(VALID));
    }

    /** The alerts of that rule are over. */
    void resolve(String rule) throws IOException, InterruptedException {
        Firing over = firing.remove(rule);
        if (over != null) {
            post(over.alerts(), over.since(), now.get());
        }
    }

    /** Posts again what fires and has not been posted for a minute. */
    void repeat() throws IOException, InterruptedException {
        Instant time = now.get();
        for (Map.Entry<String, Firing> entry : firing.entrySet()) {
            Firing still = entry.getValue();
            if (!still.sent().plus(AGAIN).isAfter(time)) {
                entry.setValue(new Firing(still.alerts(), still.since(), time));
                post(still.alerts(), still.since(), time.plus(VALID));
                repetitions += still.alerts().size();
            }
        }
    }

    /** How many alerts it has posted again although nothing had changed. */
    int repetitions() {
        return repetitions;
    }

    private void post(List<Alert> alerts, Instant since, Instant end) throws IOException, InterruptedException {
        ArrayNode body = JSON.createArrayNode();
        for (Alert alert : alerts) {
            ObjectNode one = body.addObject();
            one.set("labels", JSON.valueToTree(alert.labels()));
            one.set("annotations", JSON.valueToTree(alert.annotations()));
            one.put("startsAt", since.toString())
                    .put("endsAt", end.toString())
                    .put("generatorURL", "http://prometheus.example.com:9090/graph?g0.tab=1");
        }
        service.post("/api/v2/alerts", body.toString());
    }
}
