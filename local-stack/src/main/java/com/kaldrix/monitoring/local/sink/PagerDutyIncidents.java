package com.kaldrix.monitoring.local.sink;

import com.kaldrix.monitoring.local.sink.PagerDutyIncident.Headline;
import com.kaldrix.monitoring.local.sink.PagerDutyIncident.Id;
import com.kaldrix.monitoring.local.sink.PagerDutyIncident.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Incidents by integration and deduplication key: a trigger opens one unless it is open already, acknowledge and resolve
 * move it on, a trigger after the resolution opens another.
 */
final class PagerDutyIncidents implements Effect {
    private final List<PagerDutyIncident> all = new ArrayList<>();
    private final Map<Id, Integer> latest = new HashMap<>();

    @Override
    public synchronized boolean apply(Arrival arrival, Instant time) {
        JsonNode event = arrival.body();
        if (event.has("service_key")) {
            return former(event, arrival.reply(), time);
        }
        String given = event.path("dedup_key").asString("");
        String dedupKey = given.isEmpty() ? arrival.reply().path("dedup_key").asString("") : given;
        Id id = new Id(event.path("routing_key").asString(""), dedupKey);
        return switch (event.path("event_action").asString("")) {
            case "trigger" -> trigger(id, headline(event.path("payload")), time);
            case "acknowledge" -> move(id, State.ACKNOWLEDGED, time);
            case "resolve" -> move(id, State.RESOLVED, time);
            default -> false;
        };
    }

    private boolean former(JsonNode event, JsonNode reply, Instant time) {
        String given = event.path("incident_key").asString("");
        String key = given.isEmpty() ? reply.path("incident_key").asString("") : given;
        Id id = new Id(event.path("service_key").asString(""), key);
        JsonNode details = event.path("details");
        return switch (event.path("event_type").asString("")) {
            case "trigger" ->
                trigger(
                        id,
                        new Headline(
                                event.path("description").asString(""),
                                details.path("severity").asString(""),
                                details.path("source").asString("")),
                        time);
            case "acknowledge" -> move(id, State.ACKNOWLEDGED, time);
            case "resolve" -> move(id, State.RESOLVED, time);
            default -> false;
        };
    }

    @Override
    public synchronized void clear() {
        all.clear();
        latest.clear();
    }

    /** All of them, in the order in which they were opened. */
    synchronized List<PagerDutyIncident> all() {
        return List.copyOf(all);
    }

    private boolean trigger(Id id, Headline headline, Instant time) {
        Integer index = latest.get(id);
        if (index != null && all.get(index).state() != State.RESOLVED) {
            all.set(index, all.get(index).triggeredAgain(headline));
            return true;
        }
        latest.put(id, all.size());
        all.add(new PagerDutyIncident(all.size() + 1, id, State.TRIGGERED, headline, time, time, 1));
        return false;
    }

    private boolean move(Id id, State to, Instant time) {
        Integer index = latest.get(id);
        if (index == null) {
            return false;
        }
        PagerDutyIncident incident = all.get(index);
        if (incident.state() == to || incident.state() == State.RESOLVED) {
            return true;
        }
        all.set(index, incident.moved(to, time));
        return false;
    }

    private static Headline headline(JsonNode payload) {
        return new Headline(
                payload.path("summary").asString(""),
                payload.path("severity").asString(""),
                payload.path("source").asString(""));
    }
}
