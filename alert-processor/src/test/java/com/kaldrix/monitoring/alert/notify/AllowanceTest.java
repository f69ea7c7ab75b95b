package com.kaldrix.monitoring.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The rate limit that all replicas share. */
class AllowanceTest {
    @Test
    void afterAPauseTheBurstMayGo() {
        RateLimit limit = new RateLimit(Duration.ofSeconds(1), 3);

        assertThat(Allowance.of(limit, -100, 10).messages()).isEqualTo(3);
        assertThat(Allowance.of(limit, 1, 10).messages()).isEqualTo(2);
        assertThat(Allowance.of(limit, 3, 10).messages()).isZero();
    }

    @Test
    void itSaysWhenTheNextMayGo() {
        RateLimit limit = new RateLimit(Duration.ofSeconds(1), 1);

        assertThat(Allowance.of(limit, 0.25, 10)).isEqualTo(new Allowance(0, Duration.ofMillis(250)));
        assertThat(Allowance.of(limit, 0, 10)).isEqualTo(new Allowance(1, Duration.ofSeconds(1)));
    }

    @Test
    void withoutALimitAllMayGo() {
        assertThat(Allowance.of(RateLimit.NONE, 1000, 10)).isEqualTo(new Allowance(10, Duration.ZERO));
    }

    /** Whoever asks however often: in any window of time no more pass than the burst and one for each interval. */
    @Property
    void noWindowHoldsMoreThanTheLimit(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 4000) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 5) int burst) {
        RateLimit limit = new RateLimit(Duration.ofSeconds(1), burst);
        double now = 0;
        double arrival = 0;
        List<Double> passed = new ArrayList<>();
        for (int pause : pauses) {
            now += pause / 1000.0;
            int messages = Allowance.of(limit, arrival - now, 8).messages();
            for (int i = 0; i < messages; i++) {
                passed.add(now);
            }
            arrival = Math.max(arrival, now) + messages;
        }
        for (int from = 0; from < passed.size(); from++) {
            for (int to = from; to < passed.size(); to++) {
                double window = passed.get(to) - passed.get(from);
                assertThat(to - from + 1).isLessThanOrEqualTo(burst + (int) Math.floor(window + 1e-6));
            }
        }
    }
}
