package com.kaldrix.monitoring.anomaly.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpkeepsTest {
    @Test
    void oneThatFailsKeepsNoneFromItsTurn() {
        Upkeep failing = now -> {
            throw new IllegalStateException("the database is away");
        };
        assertThat(new Upkeeps(List.of(now -> 2, failing, now -> 3)).forget(Instant.EPOCH))
                .isEqualTo(5);
    }
}
