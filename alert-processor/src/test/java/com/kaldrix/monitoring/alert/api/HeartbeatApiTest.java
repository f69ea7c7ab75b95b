package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.work.Work;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class HeartbeatApiTest extends ApiTest {
    private static final String BACKUP = "/api/v1/heartbeats/backup";
    private static final String WANTED =
            "{\"silentAfter\":\"1m\",\"severity\":\"P2\",\"labels\":{\"team\":\"storage\"}}";

    private final Work watch;

    @Autowired
    HeartbeatApiTest(@Qualifier("heartbeatWatch") Work watch) {
        this.watch = watch;
    }

    private void pass(Duration time) {
        for (Duration step = Duration.ZERO; step.compareTo(time) < 0; step = step.plusSeconds(10)) {
            clock.advance(Duration.ofSeconds(10));
            watch.run(() -> {});
        }
    }

    private int firing() {
        return body(get(VIEWER, "/api/v1/alerts?state=firing")).get("items").size();
    }

    private JsonNode shown() {
        return body(get(VIEWER, "/api/v1/heartbeats")).at("/items/1");
    }

    @Test
    void oneThatIsMadeHereIsMissedAndComesBackByAnyPost() {
        assertThat(call(ADMIN, HttpMethod.PUT, BACKUP, WANTED)).hasStatus(200);
        assertThat(post(INGEST, "/heartbeats/backup", "{\"any\":1}")).hasStatus(204);
        pass(Duration.ofSeconds(50));
        assertThat(firing()).isZero();
        assertThat(shown().has("missingSince")).isFalse();

        pass(Duration.ofSeconds(20));
        assertThat(firing()).isOne();
        JsonNode alert = body(get(VIEWER, "/api/v1/alerts?state=firing")).at("/items/0");
        assertThat(alert.at("/labels/team").stringValue()).isEqualTo("storage");
        assertThat(alert.get("severity").stringValue()).isEqualTo("P2");
        assertThat(shown().get("missingSince").stringValue()).isEqualTo("2026-03-01T12:01:10Z");

        assertThat(post(INGEST, "/heartbeats/backup", null)).hasStatus(204);
        assertThat(firing()).isZero();
        assertThat(shown().has("missingSince")).isFalse();
    }

    @Test
    void replicasThatLookAtTheSameMomentMakeOneAlert() {
        assertThat(call(ADMIN, HttpMethod.PUT, BACKUP, WANTED)).hasStatus(200);
        pass(Duration.ofSeconds(50));
        clock.advance(Duration.ofSeconds(20));
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> watch.run(() -> {})),
                        CompletableFuture.runAsync(() -> watch.run(() -> {})),
                        CompletableFuture.runAsync(() -> watch.run(() -> {})))
                .join();
        work();

        assertThat(firing()).isOne();
        assertThat(jdbc.sql("select count(*) from incident")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void oneThatIsRemovedIsMissedNoMore() {
        assertThat(call(ADMIN, HttpMethod.PUT, BACKUP, WANTED)).hasStatus(200);
        pass(Duration.ofMinutes(2));
        assertThat(firing()).isOne();

        assertThat(call(ADMIN, HttpMethod.DELETE, BACKUP, null)).hasStatus(204);
        assertThat(firing()).isZero();
        assertThat(call(ADMIN, HttpMethod.DELETE, BACKUP, null)).hasStatus(404);
        assertThat(post(INGEST, "/heartbeats/backup", null)).hasStatus(404);
    }

    @Test
    void namesAllThatIsWrong() {
        MvcTestResult wrong =
                call(ADMIN, HttpMethod.PUT, "/api/v1/heartbeats/b%20p", "{\"silentAfter\":\"1s\",\"severity\":\"P1\"}");
        assertThat(wrong).hasStatus(400);
        assertThat(body(wrong).get("errors")).hasSize(2);
        assertThat(call(ADMIN, HttpMethod.PUT, BACKUP, "{\"silentAfter\":\"often\",\"severity\":\"P9\"}"))
                .hasStatus(400);
        assertThat(call(ADMIN, HttpMethod.PUT, BACKUP, "{}")).hasStatus(400);
        assertThat(call(RESPONDER, HttpMethod.PUT, BACKUP, WANTED)).hasStatus(403);
    }

    @Test
    void oneOfTheConfigurationIsChangedThere() {
        assertThat(jdbc.sql("select count(*) from heartbeat")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(call(ADMIN, HttpMethod.PUT, "/api/v1/heartbeats/prometheus", WANTED))
                .hasStatus(409);
        assertThat(call(ADMIN, HttpMethod.DELETE, "/api/v1/heartbeats/prometheus", null))
                .hasStatus(409);
    }
}
