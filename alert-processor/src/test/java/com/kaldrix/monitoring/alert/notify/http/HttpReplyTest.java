package com.kaldrix.monitoring.alert.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReplyTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "200, Delivered",
        "201, Delivered",
        "202, Delivered",
        "204, Delivered",
        "301, Rejected",
        "302, Rejected",
        "400, Rejected",
        "401, Rejected",
        "403, Rejected",
        "404, Rejected",
        "408, Unavailable",
        "410, Rejected",
        "413, Rejected",
        "422, Rejected",
        "425, Unavailable",
        "429, RetryAfter",
        "500, Unavailable",
        "501, Unavailable",
        "502, Unknown",
        "503, Unavailable",
        "504, Unknown",
        "520, Unavailable"
    })
    void statusMeans(int status, String kind) {
        Outcome outcome = new HttpReply.Answer(status, null, "why", true).outcome("It");
        assertThat(outcome.getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void patienceIsWhatWasAskedForOrFiveSeconds() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(new HttpReply.Answer(429, minute, "", true).outcome("It"))
                .isEqualTo(new Outcome.RetryAfter(minute, "It answered 429"));
        assertThat(new HttpReply.Answer(503, minute, "busy", true).outcome("It"))
                .isEqualTo(new Outcome.RetryAfter(minute, "It answered 503: busy"));
        assertThat(new HttpReply.Answer(429, null, "", true).outcome("It"))
                .isEqualTo(new Outcome.RetryAfter(Duration.ofSeconds(5), "It answered 429"));
    }

    @ParameterizedTest
    @CsvSource({
        "30, PT30S",
        "0, PT1S",
        "1.5, PT1.5S",
        "7200, PT1H",
        "99999999999999999999, PT1H",
        "' 12 ', PT12S",
        "'Sun, 01 Mar 2026 12:00:20 GMT', PT20S",
        "'Sun, 01 Mar 2026 11:00:00 GMT', PT1S",
        "'Sun, 01 Mar 2026 18:00:00 GMT', PT1H"
    })
    void readsRetryAfter(String header, Duration expected) {
        assertThat(Patience.parse(header, Optional.empty(), NOON)).contains(expected);
    }

    @Test
    void aDateIsMeasuredAgainstTheServersOwnClock() {
        assertThat(Patience.parse("Sun, 01 Mar 2026 09:00:30 GMT", Optional.of("Sun, 01 Mar 2026 09:00:00 GMT"), NOON))
                .contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1e9", "Sun 01 Mar"})
    void otherWordsAreNoRetryAfter(String header) {
        assertThat(Patience.parse(header, Optional.empty(), NOON)).isEmpty();
    }
}
