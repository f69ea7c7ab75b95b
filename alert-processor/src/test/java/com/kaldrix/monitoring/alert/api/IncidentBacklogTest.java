package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IncidentBacklogTest extends ApiTest {
    @Test
    void howeverMuchIsDueAServiceThatIsToStopNeedNotDoAllOfIt() {
        fire(IntStream.range(0, 201)
                .mapToObj(region -> "alertname=Down,region=region-" + region)
                .toArray(String[]::new));
        clock.advance(Duration.ofSeconds(10));

        assertThat(due()).isEqualTo(201);
        assertThat(engine.run(() -> {})).isZero();
        assertThat(due()).isOne();
        assertThat(engine.run(() -> {})).isPositive();
        assertThat(due()).isZero();
    }

    private long due() {
        return jdbc.sql("select count(*) from incident where due_at <= :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
