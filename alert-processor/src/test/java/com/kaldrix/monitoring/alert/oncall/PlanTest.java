package com.kaldrix.monitoring.alert.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    private static Layer layer(String start, Duration length, String... people) {
        return new Layer(
                "turns",
                new Rotation(List.of(people), LocalDateTime.parse(start), length, BERLIN),
                List.of(),
                null,
                false);
    }

    private static Plan plan(Layer... layers) {
        return new Plan(new Schedule("primary", BERLIN, List.of(layers)), List.of());
    }

    private static List<String> shifts(Plan plan, String from, String to) {
        return plan.shifts(Instant.parse(from), Instant.parse(to)).stream()
                .map(shift -> shift.turn().person() + " "
                        + shift.from().atZone(BERLIN).toLocalDateTime() + " "
                        + Duration.between(shift.from(), shift.to()).toHours() + "h")
                .toList();
    }

    @Test
    void aDayOf23HoursAndOneOf25HandOverAtTheSameLocalTime() {
        Plan plan = plan(layer("2026-01-01T09:00", Duration.ofDays(1), "ada", "ben"));

        assertThat(shifts(plan, "2026-03-27T08:00:00Z", "2026-03-31T07:00:00Z"))
                .containsExactly(
                        "ben 2026-03-27T09:00 24h",
                        "ada 2026-03-28T09:00 23h",
                        "ben 2026-03-29T09:00 24h",
                        "ada 2026-03-30T09:00 24h");
        assertThat(shifts(plan, "2026-10-24T07:00:00Z", "2026-10-26T08:00:00Z"))
                .containsExactly("ada 2026-10-24T09:00 25h", "ben 2026-10-25T09:00 24h");
    }

    @Test
    void aHandOverInTheHourThatIsSkippedComesWithTheChange() {
        Plan plan = plan(layer("2026-03-27T02:30", Duration.ofDays(1), "ada", "ben"));

        assertThat(shifts(plan, "2026-03-28T02:00:00Z", "2026-03-30T01:00:00Z"))
                .containsExactly("ben 2026-03-28T03:00 23h", "ada 2026-03-29T03:00 23h", "ben 2026-03-30T02:30 0h");
    }

    @Test
    void aHandOverInTheHourThatIsThereTwiceComesOnce() {
        Plan plan = plan(layer("2026-10-24T02:30", Duration.ofDays(1), "ada", "ben"));

        assertThat(shifts(plan, "2026-10-24T00:30:00Z", "2026-10-26T01:30:00Z"))
                .containsExactly("ada 2026-10-24T02:30 24h", "ben 2026-10-25T02:30 25h");
    }

    @Test
    void aLeapDayIsADay() {
        Plan plan = plan(layer("2028-02-28T09:00", Duration.ofDays(1), "ada", "ben", "cy"));

        assertThat(shifts(plan, "2028-02-28T08:00:00Z", "2028-03-02T08:00:00Z"))
                .containsExactly("ada 2028-02-28T09:00 24h", "ben 2028-02-29T09:00 24h", "cy 2028-03-01T09:00 24h");
    }

    @Test
    void theLaterLayerHoldsWhereItCovers() {
        Layer nights = new Layer(
                "nights",
                new Rotation(List.of("cy"), LocalDateTime.parse("2026-03-02T00:00"), Duration.ofDays(7), BERLIN),
                List.of(new WeeklyHours(EVERY_DAY, 22 * 60, 6 * 60)),
                null,
                false);

        assertThat(shifts(
                        plan(layer("2026-03-02T09:00", Duration.ofDays(7), "ada"), nights),
                        "2026-03-02T08:00:00Z",
                        "2026-03-03T08:00:00Z"))
                .containsExactly("ada 2026-03-02T09:00 13h", "cy 2026-03-02T22:00 8h", "ada 2026-03-03T06:00 3h");
    }

    @Test
    void hoursLeaveGapsAndTheyAreFound() {
        Layer office = new Layer(
                "office",
                new Rotation(List.of("ada"), LocalDateTime.parse("2026-03-02T09:00"), Duration.ofDays(7), BERLIN),
                List.of(new WeeklyHours(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), 9 * 60, 18 * 60)),
                LocalDateTime.parse("2026-03-04T12:00"),
                false);

        assertThat(plan(office).gaps(Instant.parse("2026-03-02T08:00:00Z"), Instant.parse("2026-03-05T08:00:00Z")))
                .containsExactly(
                        new Gap(Instant.parse("2026-03-02T17:00:00Z"), Instant.parse("2026-03-03T08:00:00Z")),
                        new Gap(Instant.parse("2026-03-03T17:00:00Z"), Instant.parse("2026-03-04T08:00:00Z")),
                        new Gap(Instant.parse("2026-03-04T11:00:00Z"), Instant.parse("2026-03-05T08:00:00Z")));
    }

    @Test
    void overridesThatOverlapAndTouchGiveWayToTheOneMadeLast() {
        Instant made = Instant.parse("2026-03-01T00:00:00Z");
        Plan plan = new Plan(
                new Schedule("primary", BERLIN, List.of(layer("2026-03-02T09:00", Duration.ofDays(7), "ada"))),
                List.of(
                        override(1, "ben", "2026-03-02T10:00:00Z", "2026-03-02T14:00:00Z", made),
                        override(2, "cy", "2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z", made.plusSeconds(1))));

        assertThat(shifts(plan, "2026-03-02T09:00:00Z", "2026-03-02T15:00:00Z"))
                .containsExactly(
                        "ada 2026-03-02T10:00 1h",
                        "ben 2026-03-02T11:00 2h",
                        "cy 2026-03-02T13:00 1h",
                        "ben 2026-03-02T14:00 1h",
                        "ada 2026-03-02T15:00 1h");
    }

    private static ScheduleOverride override(int number, String person, String from, String to, Instant made) {
        return new ScheduleOverride(
                new UUID(number, 0), "primary", person, Instant.parse(from), Instant.parse(to), "somebody", made);
    }

    @Test
    void aShadowClosesNoGap() {
        Layer layer = layer("2026-03-02T09:00", Duration.ofDays(7), "ada");
        Plan plan = plan(new Layer("learning", layer.rotation(), List.of(), null, true));
        Instant at = Instant.parse("2026-03-03T00:00:00Z");

        assertThat(plan.at(at)).isEmpty();
        assertThat(plan.shadows(at)).containsExactly(new Turn("ada", "learning"));
        assertThat(plan.gaps(at, at.plusSeconds(60))).hasSize(1);
    }

    @Test
    void nobodyIsOnCallBeforeTheFirstTurn() {
        assertThat(plan(layer("2026-03-02T09:00", Duration.ofDays(7), "ada")).at(Instant.parse("2026-03-02T07:59:59Z")))
                .isEmpty();
    }

    @Test
    void textsThatAreWrongAreToldApart() {
        assertThat(TimeTexts.length("weekly")).isEqualTo(Duration.ofDays(7));
        assertThat(TimeTexts.length("36h")).isEqualTo(Duration.ofHours(36));
        assertThat(TimeTexts.days(List.of("saturday:monday")))
                .containsExactlyInAnyOrder(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY);
        assertThatIllegalArgumentException().isThrownBy(() -> TimeTexts.length("30m"));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeTexts.length("often"));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeTexts.local("2026-02-29T09:00"));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeTexts.days(List.of("caturday")));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeTexts.zone("Mars/Olympus"));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeTexts.minute("9:00"));
    }
}
