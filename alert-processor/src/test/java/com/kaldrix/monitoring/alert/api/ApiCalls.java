package com.kaldrix.monitoring.alert.api;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** Calls of operations with what each of them answers with, by what they are about. */
abstract class ApiCalls extends ApiTest {
    /** A call of an operation. */
    record Call(
            String token,
            HttpMethod method,
            String path,
            String uri,
            @Nullable String body,
            int status) {}

    List<Call> afterwards(String id) {
        String c = "/api/v1/changes";
        String r = "/api/v1/incidents/{id}/review";
        String review = r.replace("{id}", id);
        String item = "{\"text\":\"x\",\"owner\":\"ben\",\"dueOn\":\"2026-03-15\",\"done\":true}";
        String made = body(post(RESPONDER, review + "/actions", item)).get("id").stringValue();
        String action = review + "/actions/" + made;
        return List.of(
                write(
                        INGEST,
                        c,
                        c,
                        "{\"title\":\"v1\",\"service\":\"gateway\",\"region\":\"eu-west-1\",\"url\":\"https://ci.example.org/1\"}",
                        201),
                write(INGEST, c, c, "{}", 400),
                write(VIEWER, c, c, "{\"title\":\"v1\"}", 403),
                read(c, c),
                new Call(VIEWER, HttpMethod.GET, c, c + "?limit=0", null, 400),
                read(r, review),
                new Call(
                        VIEWER,
                        HttpMethod.GET,
                        r,
                        review.replace(id, "0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e"),
                        null,
                        404),
                write(RESPONDER, r + "/actions", review + "/actions", item, 201),
                write(RESPONDER, r + "/actions", review + "/actions", "{}", 400),
                new Call(RESPONDER, HttpMethod.PUT, r + "/actions/{action}", action, item, 200),
                new Call(RESPONDER, HttpMethod.DELETE, r + "/actions/{action}", action, null, 204),
                new Call(RESPONDER, HttpMethod.DELETE, r + "/actions/{action}", action, null, 404),
                read("/api/v1/page-load", "/api/v1/page-load?by=rule"),
                new Call(VIEWER, HttpMethod.GET, "/api/v1/page-load", "/api/v1/page-load?by=x", null, 400));
    }

    List<Call> remediations() {
        String r = "/api/v1/remediations";
        String rules = "/api/v1/remediation-rules";
        fire("alertname=NodeStuck,region=eu-north-1,node=a", "alertname=NodeStuck,region=eu-north-1,node=b");
        List<String> ids = new ArrayList<>();
        body(get(VIEWER, r + "?state=waiting"))
                .get("items")
                .forEach(item -> ids.add(item.get("id").stringValue()));
        jdbc.sql(
                        "insert into remediation_rule (name, stopped_at, stopped_by, reason) values (:name, now(), :by, 'failed')")
                .param("name", "restart-node")
                .param("by", UUID.fromString(ids.getFirst()))
                .update();
        return List.of(
                read(r, r),
                read(r, r + "?rule=restart-node&limit=1"),
                new Call(VIEWER, HttpMethod.GET, r, r + "?state=x", null, 400),
                read(r + "/{id}", r + "/" + ids.getFirst()),
                new Call(VIEWER, HttpMethod.GET, r + "/{id}", r + "/" + UUID.randomUUID(), null, 404),
                write(VIEWER, r + "/{id}/approve", r + "/" + ids.get(0) + "/approve", null, 403),
                write(RESPONDER, rules + ":off", rules + ":off", null, 204),
                write(VIEWER, rules + ":off", rules + ":off", null, 403),
                read(rules, rules),
                write(RESPONDER, r + "/{id}/approve", r + "/" + ids.get(0) + "/approve", null, 409),
                write(RESPONDER, rules + ":on", rules + ":on", null, 403),
                write(ADMIN, rules + ":on", rules + ":on", null, 204),
                write(RESPONDER, r + "/{id}/approve", r + "/" + ids.get(0) + "/approve", null, 200),
                write(RESPONDER, r + "/{id}/approve", r + "/" + ids.get(0) + "/approve", null, 409),
                write(VIEWER, r + "/{id}/refuse", r + "/" + ids.get(1) + "/refuse", null, 403),
                write(RESPONDER, r + "/{id}/refuse", r + "/" + ids.get(1) + "/refuse", null, 200),
                write(RESPONDER, r + "/{id}/refuse", r + "/" + UUID.randomUUID() + "/refuse", null, 404),
                write(RESPONDER, rules + "/{name}/release", rules + "/restart-node/release", null, 403),
                write(ADMIN, rules + "/{name}/release", rules + "/restart-node/release", null, 204),
                write(ADMIN, rules + "/{name}/release", rules + "/restart-node/release", null, 409),
                write(ADMIN, rules + "/{name}/release", rules + "/nobody/release", null, 404));
    }

    List<Call> allRegions() {
        String g = "/api/v1/global";
        String id = "0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5f";
        jdbc.sql("""
                        insert into global_incident (id, fault, title, state, severity, opened_at, updated_at)
                        values (:id::uuid, 'Outage', 'Outage', 'open', 0, now(), now())
                        """).param("id", id).update();
        jdbc.sql("""
                        insert into regional_incident (id, global_id, region, fault, title, receiver, state, severity, opened_at,
                                                       state_at, state_by, words_at, words_by)
                        values (:id::uuid, :id::uuid, 'eu-west-1', 'Outage', 'Outage', 'on-call', 'open', 0, now(),
                                now(), 'x', now(), 'x')
                        """).param("id", id).update();
        jdbc.sql("insert into region_beat (region, beat_at, hub, open_incidents) values ('eu-west-1', now(), false, 1)")
                .update();
        return List.of(
                read(g + "/incidents/{id}", g + "/incidents/" + id),
                read(g + "/regions", g + "/regions"),
                new Call(ADMIN, HttpMethod.DELETE, g + "/regions/{region}", g + "/regions/eu-west-1", null, 204),
                read(g + "/incidents", g + "/incidents?state=open&region=eu-west-1&regions=1&limit=1"),
                new Call(VIEWER, HttpMethod.GET, g + "/incidents", g + "/incidents?regions=0", null, 400),
                new Call(
                        VIEWER,
                        HttpMethod.GET,
                        g + "/incidents/{id}",
                        g + "/incidents/0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e",
                        null,
                        404),
                new Call(ADMIN, HttpMethod.DELETE, g + "/regions/{region}", g + "/regions/eu-west-9", null, 404),
                read(g + "/role", g + "/role"),
                new Call(ADMIN, HttpMethod.PUT, g + "/role", g + "/role", "{\"hub\":true}", 200),
                new Call(ADMIN, HttpMethod.PUT, g + "/role", g + "/role", "{}", 400),
                new Call(RESPONDER, HttpMethod.PUT, g + "/role", g + "/role", "{\"hub\":true}", 403),
                new Call(ADMIN, HttpMethod.DELETE, g + "/role", g + "/role", null, 200));
    }

    static List<Call> heartbeats() {
        String h = "/api/v1/heartbeats";
        String wanted = "{\"silentAfter\":\"5m\",\"severity\":\"P1\",\"labels\":{\"region\":\"eu-west-1\"}}";
        return List.of(
                new Call(ADMIN, HttpMethod.PUT, h + "/{name}", h + "/backup", wanted, 200),
                new Call(ADMIN, HttpMethod.PUT, h + "/{name}", h + "/backup", "{\"severity\":\"P1\"}", 400),
                new Call(RESPONDER, HttpMethod.PUT, h + "/{name}", h + "/backup", wanted, 403),
                write(INGEST, "/heartbeats/{name}", "/heartbeats/backup", null, 204),
                write(INGEST, "/heartbeats/{name}", "/heartbeats/none", null, 404),
                write(VIEWER, "/heartbeats/{name}", "/heartbeats/backup", null, 403),
                read(h, h),
                new Call(ADMIN, HttpMethod.DELETE, h + "/{name}", h + "/backup", null, 204),
                new Call(ADMIN, HttpMethod.DELETE, h + "/{name}", h + "/backup", null, 404));
    }

    List<Call> onCall() {
        String s = "/api/v1/schedules";
        String definition = """
                {"timeZone":"UTC","layers":[{"name":"a","people":["ben"],"rotation":"daily","start":"2026-02-23T09:00",
                 "hours":[{"days":["monday:friday"],"from":"09:00","to":"18:00"}]}]}
                """;
        String override = "{\"person\":\"ben\",\"to\":\"2026-03-02T00:00:00Z\"}";
        String made = body(post(RESPONDER, s + "/primary/overrides", override))
                .get("id")
                .stringValue();
        String calendar = body(get(VIEWER, s)).at("/items/0/calendar").stringValue();
        return List.of(
                read("/api/v1/on-call", "/api/v1/on-call"),
                read("/api/v1/on-call", "/api/v1/on-call?at=2020-01-01T00:00:00Z"),
                new Call(VIEWER, HttpMethod.GET, "/api/v1/on-call", "/api/v1/on-call?at=x", null, 400),
                read(s, s),
                read(s + "/{name}/shifts", s + "/primary/shifts"),
                new Call(VIEWER, HttpMethod.GET, s + "/{name}/shifts", s + "/none/shifts", null, 404),
                read(s + "/{name}/overrides", s + "/primary/overrides"),
                write(RESPONDER, s + "/{name}/overrides", s + "/primary/overrides", override, 201),
                write(RESPONDER, s + "/{name}/overrides", s + "/primary/overrides", "{}", 400),
                new Call(
                        RESPONDER,
                        HttpMethod.DELETE,
                        s + "/{name}/overrides/{id}",
                        s + "/primary/overrides/" + made,
                        null,
                        204),
                new Call(ADMIN, HttpMethod.PUT, s + "/{name}", s + "/primary", definition, 200),
                new Call(RESPONDER, HttpMethod.PUT, s + "/{name}", s + "/primary", definition, 403),
                new Call(ADMIN, HttpMethod.PUT, s + "/{name}", s + "/primary", "{\"timeZone\":\"UTC\"}", 400),
                read(s, s),
                new Call(ADMIN, HttpMethod.DELETE, s + "/{name}", s + "/primary", null, 204),
                new Call(
                        VIEWER,
                        HttpMethod.GET,
                        "/calendars/{name}.ics",
                        calendar.replaceAll(".*(?=/calendars)", ""),
                        null,
                        200),
                new Call(VIEWER, HttpMethod.GET, "/calendars/{name}.ics", "/calendars/primary.ics?key=x", null, 404));
    }

    static Call read(String path, String uri) {
        return new Call(VIEWER, HttpMethod.GET, path, uri, null, 200);
    }

    static Call write(String token, String path, String uri, @Nullable String body, int status) {
        return new Call(token, HttpMethod.POST, path, uri, body, status);
    }

    static Call act(String action, String id, @Nullable String body, int status) {
        String path = "/api/v1/incidents/{id}/" + action;
        return write(RESPONDER, path, path.replace("{id}", id), body, status);
    }
}
