package com.kaldrix.monitoring.alert.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private static List<String> starts(Schedule schedule, String from, int limit) {
        return schedule.from(Instant.parse(from), limit).stream()
                .map(time -> time.startsAt().toString())
                .toList();
    }

    private static Schedule berlin(String start, Duration length, String rule) {
        return Schedule.recurring(LocalDateTime.parse(start), length, BERLIN, rule);
    }

    @Test
    void holdsOnceFromItsStartToItsEnd() {
        Schedule schedule = Schedule.once(LocalDateTime.parse("2026-03-08T22:00:00"), TWO_HOURS, ZoneOffset.UTC);

        assertThat(schedule.at(Instant.parse("2026-03-08T21:59:59.999Z"))).isEmpty();
        assertThat(schedule.at(Instant.parse("2026-03-08T22:00:00Z"))).isPresent();
        assertThat(schedule.at(Instant.parse("2026-03-08T23:59:59.999Z"))).isPresent();
        assertThat(schedule.at(Instant.parse("2026-03-09T00:00:00Z"))).isEmpty();
        assertThat(schedule.currentOrNext(Instant.parse("2026-03-09T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void staysAtItsTimeByTheClockOnTheWallWhenClocksChange() {
        // In Berlin clocks go forward on 29 March 2026 and back on 25 October.
        Schedule schedule = berlin("2026-03-22T22:00:00", TWO_HOURS, "FREQ=WEEKLY;BYDAY=SU");

        assertThat(starts(schedule, "2026-03-22T00:00:00Z", 2))
                .containsExactly("2026-03-22T21:00:00Z", "2026-03-29T20:00:00Z");
        assertThat(starts(schedule, "2026-10-18T00:00:00Z", 2))
                .containsExactly("2026-10-18T20:00:00Z", "2026-10-25T21:00:00Z");
    }

    @Test
    void aTimeThatAChangeOfClocksLeavesOutComesAnHourLater() {
        Schedule schedule = berlin("2026-03-28T02:30:00", Duration.ofMinutes(30), "FREQ=DAILY");

        assertThat(starts(schedule, "2026-03-28T00:00:00Z", 3))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void ofATimeThatComesTwiceTheFirstCounts() {
        Schedule schedule = berlin("2026-10-24T02:30:00", Duration.ofMinutes(30), "FREQ=DAILY");

        assertThat(starts(schedule, "2026-10-24T00:00:00Z", 3))
                .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void lastsAsLongAsItSaysAlsoInANightInWhichClocksChange() {
        Schedule schedule = berlin("2026-03-27T22:00:00", Duration.ofHours(6), "FREQ=DAILY");

        assertThat(schedule.from(Instant.parse("2026-03-28T12:00:00Z"), 1))
                .containsExactly(
                        new Occurrence(Instant.parse("2026-03-28T21:00:00Z"), Instant.parse("2026-03-29T03:00:00Z")));
    }

    @Test
    void aRuleWithoutEndIsLookedUpFarAhead() {
        Schedule schedule = berlin("2001-01-01T03:00:00", TWO_HOURS, "FREQ=DAILY");

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(schedule.at(Instant.parse("2099-07-01T02:00:00Z"))).isPresent();
            assertThat(schedule.at(Instant.parse("2099-07-01T04:00:00Z"))).isEmpty();
        });
    }

    @Test
    void endsWithItsCountOrItsUntil() {
        assertThat(starts(berlin("2026-01-01T10:00:00", TWO_HOURS, "FREQ=DAILY;COUNT=2"), "2026-01-01T00:00:00Z", 5))
                .hasSize(2);
        assertThat(starts(
                        berlin("2026-01-01T10:00:00", TWO_HOURS, "FREQ=DAILY;UNTIL=20260103T090000Z"),
                        "2026-01-01T00:00:00Z",
                        5))
                .hasSize(3);
        assertThat(starts(
                        berlin("2026-01-01T10:00:00", TWO_HOURS, "FREQ=DAILY;UNTIL=20260103T085959Z"),
                        "2026-01-01T00:00:00Z",
                        5))
                .hasSize(2);
        assertThat(starts(
                        berlin("2026-01-01T10:00:00", TWO_HOURS, "FREQ=DAILY;UNTIL=20260103T100000"),
                        "2026-01-01T00:00:00Z",
                        5))
                .hasSize(3);
    }

    @Test
    void theLastSundayOfTheMonth() {
        Schedule schedule = berlin("2026-01-01T04:00:00", TWO_HOURS, "RRULE:FREQ=MONTHLY;BYDAY=-1SU");

        assertThat(starts(schedule, "2026-01-01T00:00:00Z", 3))
                .containsExactly("2026-01-25T03:00:00Z", "2026-02-22T03:00:00Z", "2026-03-29T02:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=SECONDLY",
                "FREQ=MINUTELY",
                "FREQ=MINUTELY;INTERVAL=60",
                "FREQ=HOURLY",
                "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23",
                "FREQ=DAILY;BYSECOND=1,2,3",
                "FREQ=DAILY;COUNT=1000000",
                "FREQ=DAILY;COUNT=0",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=DAILY;UNTIL=20200101T000000Z",
                "FREQ=FORTNIGHTLY",
                "FREQ=DAILY;INTERVAL=0",
                "FREQ=DAILY;BYDAY=XX",
                "FREQ=WEEKLY;RSCALE=HEBREW",
                "",
                "every sunday"
            })
    void anAbsurdRuleIsRefused(String rule) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> berlin("2026-01-01T10:00:00", Duration.ofMinutes(5), rule))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void oneThatBeginsAgainBeforeItIsOverIsRefused() {
        assertThatThrownBy(() -> berlin("2026-01-01T10:00:00", Duration.ofHours(25), "FREQ=DAILY"))
                .hasMessage("begins again at 2026-01-02T10:00, before the window of 2026-01-01T10:00 is over");
    }

    @Property(tries = 200)
    void whatGoesOnIsAlwaysTheFirstOfWhatIsNotOver(
            @ForAll @IntRange(min = 0, max = 60 * 24 * 400) int minutes,
            @ForAll @IntRange(min = 1, max = 23) int hours) {
        Schedule schedule = berlin("2026-01-05T20:00:00", Duration.ofHours(hours), "FREQ=WEEKLY;BYDAY=MO,WE,FR");
        Instant now = Instant.parse("2026-01-05T00:00:00Z").plus(Duration.ofMinutes(minutes));

        Occurrence found = schedule.currentOrNext(now).orElseThrow();

        assertThat(schedule.from(now, 1)).containsExactly(found);
        assertThat(found.endsAt()).isAfter(now);
        assertThat(schedule.at(now).isPresent()).isEqualTo(!found.startsAt().isAfter(now));
        assertThat(found.startsAt().atZone(BERLIN).getHour()).isEqualTo(20);
    }
}
