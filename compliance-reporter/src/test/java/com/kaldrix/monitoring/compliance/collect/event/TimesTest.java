package com.kaldrix.monitoring.compliance.collect.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-02T10:00:00.000Z | 2026-03-02T10:00:00Z",
                "2026-03-02T10:00:00Z | 2026-03-02T10:00:00Z",
                "2026-03-02T11:00:00.5+01:00 | 2026-03-02T10:00:00.5Z",
                "2026-03-02T11:00:00.000+0100 | 2026-03-02T10:00:00Z",
                "Wed Sep 04 16:59:44.356 UTC 2024 | 2024-09-04T16:59:44.356Z",
                "Wed Sep 4 16:59:44 UTC 2024 | 2024-09-04T16:59:44Z",
                "Mar 20, 2023, 6:08:05 PM | 2023-03-20T18:08:05Z",
                "Mar 20, 2023, 12:08:05 AM | 2023-03-20T00:08:05Z",
                "1772445600000 | 2026-03-02T10:00:00Z",
                "1772445600 | 2026-03-02T10:00:00Z",
                "1772445600.25 | 2026-03-02T10:00:00.25Z"
            })
    void everyFormOfAwsIsRead(String text, Instant expected) {
        assertThat(Times.find(text)).contains(expected);
    }

    @Test
    void blanksThatBreakNoLineAreBlanks() {
        assertThat(Times.find("Mar 20, 2023, 6:08:05\u202fPM")).contains(Instant.parse("2023-03-20T18:08:05Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-03-02",
                "2026-13-02T10:00:00Z",
                "Thu Sep 04 16:59:44.356 UTC 2024",
                "1969-12-31T23:59:59Z",
                "+12026-03-02T10:00:00Z",
                "99999999999999"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(Times.find(text)).isEmpty();
    }
}
