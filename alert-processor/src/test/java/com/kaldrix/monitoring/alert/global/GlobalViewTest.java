package com.kaldrix.monitoring.alert.global;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.api.ApiTest;
import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.event.AlertLifecycle.Change;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.postgres.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** The global view on a real database: the same fault in two regions is one, in whichever order and however often events come. */
class GlobalViewTest extends ApiTest {
    private static final String INCIDENTS = "/api/v1/global/incidents";

    @Autowired
    private GlobalView view;

    @Autowired
    private Ear ear;

    /** Which regional incidents are together. */
    private Set<Set<UUID>> together() {
        return Set.copyOf(jdbc.sql("select array_agg(id) as ids from regional_incident group by global_id")
                .query((row, number) -> Set.of((UUID[]) row.getArray("ids").getArray()))
                .list());
    }

    private JsonNode items(String query) {
        return body(get(VIEWER, INCIDENTS + query)).get("items");
    }

    @Test
    void theSameFaultInTwoRegionsIsOneAndOverWhenBothAre() {
        Happenings here = new Happenings("us-east-1", "HighErrorRate");
        Happenings there = new Happenings("eu-west-1", "HighErrorRate", 300);
        Happenings other = new Happenings("eu-west-1", "DiskFull", 300);
        view.hear(List.of(here.opened(), there.opened(), other.opened()));

        JsonNode both = items("?regions=2");
        assertThat(both.size()).isOne();
        assertThat(both.at("/0/title").stringValue()).isEqualTo("HighErrorRate (gateway)");
        assertThat(both.at("/0/state").stringValue()).isEqualTo("open");
        assertThat(both.at("/0/incidents").size()).isEqualTo(2);
        assertThat(both.at("/0/incidents/1/title").stringValue()).isEqualTo("HighErrorRate (eu-west-1, gateway)");
        assertThat(items("").size()).isEqualTo(2);

        view.hear(List.of(here.event(Change.RESOLVED, 600), there.event(Change.ACKNOWLEDGED, 620)));
        assertThat(items("?regions=2").at("/0/state").stringValue()).isEqualTo("acknowledged");
        assertThat(items("?regions=2").at("/0").has("resolvedAt")).isFalse();

        view.hear(List.of(there.event(Change.RESOLVED, 900)));
        assertThat(items("?state=resolved").at("/0/resolvedAt").stringValue()).isEqualTo("2026-03-01T12:15:00Z");
        assertThat(items("?state=open&state=acknowledged").at("/0/title").stringValue())
                .isEqualTo("DiskFull (gateway)");
        assertThat(jdbc.sql("select count(*) from incident")
                        .query(Integer.class)
                        .single())
                .as("the view pages nobody")
                .isZero();
    }

    @Test
    void theSameFaultMuchLaterOrTwiceInOneRegionIsAnother() {
        view.hear(List.of(
                new Happenings("us-east-1", "Outage").opened(),
                new Happenings("us-east-1", "Outage", 60).opened(),
                new Happenings("eu-west-1", "Outage", 60 + 16 * 60).opened()));

        assertThat(together()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whichAreTogetherDoesNotDependOnTheOrder(long seed) {
        List<CloudEvent<AlertLifecycle>> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String region = List.of("us-east-1", "us-west-2", "eu-west-1").get(i % 3);
            Happenings happenings = new Happenings(region, i == 5 ? "Other" : "Outage", i * 600L);
            events.add(happenings.opened());
            events.add(happenings.event(Change.ACKNOWLEDGED, i * 600L + 10));
            events.add(happenings.event(Change.RESOLVED, i * 600L + 3000));
        }
        view.hear(events);
        Set<Set<UUID>> inOrder = together();
        String resolved = states();
        assertThat(inOrder).hasSize(2);
        Tables.empty(jdbc, "global_incident");

        List<CloudEvent<AlertLifecycle>> disturbed = new ArrayList<>(events);
        disturbed.addAll(events);
        Collections.shuffle(disturbed, new Random(seed));
        disturbed.forEach(event -> view.hear(List.of(event)));

        assertThat(together()).isEqualTo(inOrder);
        assertThat(states()).isEqualTo(resolved);
        assertThat(jdbc.sql("select count(*) from global_incident")
                        .query(Integer.class)
                        .single())
                .as("nothing is left of those that were joined")
                .isEqualTo(2);
    }

    private String states() {
        return jdbc
                .sql(
                        "select title || ' ' || state || ' ' || opened_at || ' ' || resolved_at as line from global_incident order by 1")
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.joining("\n"));
    }

    @Test
    void replicasThatHearTheSameAtTheSameMomentMakeOne() {
        List<CloudEvent<AlertLifecycle>> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            events.add(new Happenings(i % 2 == 0 ? "us-east-1" : "eu-west-1", "Outage", i).opened());
        }
        CompletableFuture.allOf(events.stream()
                        .map(event -> CompletableFuture.runAsync(() -> view.hear(List.of(event))))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(together()).hasSize(1);
    }

    @Test
    void pagesFollowOneAnother() {
        for (int i = 0; i < 5; i++) {
            view.hear(List.of(new Happenings("us-east-1", "Outage" + i, i).opened()));
        }
        List<String> titles = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = body(get(VIEWER, INCIDENTS + "?limit=2" + next));
            page.get("items").forEach(item -> titles.add(item.get("title").stringValue()));
            next = page.has("next") ? "&cursor=" + page.get("next").stringValue() : "";
        } while (!next.isEmpty());

        assertThat(titles)
                .containsExactly(
                        "Outage4 (gateway)",
                        "Outage3 (gateway)",
                        "Outage2 (gateway)",
                        "Outage1 (gateway)",
                        "Outage0 (gateway)");
        assertThat(items("?q=outage3").size()).isOne();
        String id = items("?q=outage3").at("/0/id").stringValue();
        assertThat(body(get(VIEWER, INCIDENTS + "/" + id)).at("/incidents").size())
                .isOne();
        assertThat(get(VIEWER, INCIDENTS + "?cursor=x")).hasStatus(400);
        assertThat(get(VIEWER, INCIDENTS + "?region=eu-west-1&colour=red")).hasStatus(400);
    }

    @Test
    void whatIsOldIsForgotten() {
        view.hear(List.of(
                new Happenings("us-east-1", "Old").opened(), new Happenings("us-east-1", "New", 7200).opened()));

        assertThat(view.forget(Happenings.START.plus(Duration.ofHours(1)))).isOne();
        assertThat(items("").at("/0/title").stringValue()).isEqualTo("New (gateway)");
    }

    @Test
    void theRoleIsDecidedByAnAdminAndWrittenDown() {
        assertThat(body(get(VIEWER, "/api/v1/global/role")).get("hub").booleanValue())
                .isFalse();
        assertThat(call(RESPONDER, HttpMethod.PUT, "/api/v1/global/role", "{\"hub\":true}"))
                .hasStatus(403);
        assertThat(call(ADMIN, HttpMethod.PUT, "/api/v1/global/role", "{\"hub\":\"perhaps\"}"))
                .hasStatus(400);
        assertThat(call(ADMIN, HttpMethod.PUT, "/api/v1/global/role", "{\"hub\":true}"))
                .hasStatus(200);

        JsonNode role = body(get(VIEWER, "/api/v1/global/role"));
        assertThat(role.get("hub").booleanValue()).isTrue();
        assertThat(role.get("decidedBy").stringValue()).isEqualTo("root");
        assertThat(jdbc.sql(
                                "select detail ->> 'before' from audit_log where action = 'hub.decide' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("false");

        assertThat(call(ADMIN, HttpMethod.DELETE, "/api/v1/global/role", null)).hasStatus(200);
        assertThat(body(get(VIEWER, "/api/v1/global/role")).get("hub").booleanValue())
                .isFalse();
    }

    @Test
    void regionsAreShownAndCanBeGivenUp() {
        ear.hear(List.of(new com.kaldrix.monitoring.common.event.RegionHeartbeat(
                new com.kaldrix.monitoring.common.region.Region("eu-west-1"), false, 3, START)));

        JsonNode shown = body(get(VIEWER, "/api/v1/global/regions")).get("items");
        assertThat(shown.at("/0/region").stringValue()).isEqualTo("eu-west-1");
        assertThat(shown.at("/0/openIncidents").intValue()).isEqualTo(3);

        assertThat(call(ADMIN, HttpMethod.DELETE, "/api/v1/global/regions/eu-west-1", null))
                .hasStatus(204);
        assertThat(body(get(VIEWER, "/api/v1/global/regions")).get("items").size())
                .isZero();
        assertThat(call(ADMIN, HttpMethod.DELETE, "/api/v1/global/regions/eu-west-1", null))
                .hasStatus(404);
    }
}
