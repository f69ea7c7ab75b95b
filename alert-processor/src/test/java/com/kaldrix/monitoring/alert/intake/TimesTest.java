package com.kaldrix.monitoring.alert.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2017-01-12T16:30:42.236+0000         | 2017-01-12T16:30:42.236Z",
                "2017-01-12T16:30:42.318-0800         | 2017-01-13T00:30:42.318Z",
                "2019-01-31T23:00:00.123456789Z       | 2019-01-31T23:00:00.123456789Z",
                "2024-01-04T15:25:10+17:59            | 2024-01-03T21:26:10Z",
                "Sat, 04 Jun 2016 05:01:10 GMT        | 2016-06-04T05:01:10Z",
                "2021-06-30T12:52:44.832Z[UTC]        | 2021-06-30T12:52:44.832Z",
                "1772442000                           | 2026-03-02T09:00:00Z",
                "1772442000.25                        | 2026-03-02T09:00:00.250Z",
                "1772442000000                        | 2026-03-02T09:00:00Z",
            })
    void readsWhatSendersWrite(String text, Instant time) {
        assertThat(Times.find(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-03-02",
                "2026-03-02T09:00:00",
                "12",
                "99999999999999",
                "+12026-03-02T09:00:00Z",
                "-0001-03-02T09:00:00Z",
                "2026-13-02T09:00:00Z"
            })
    void readsNothingElse(String text) {
        assertThat(Times.find(text)).isEmpty();
    }
}
