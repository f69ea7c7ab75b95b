package com.kaldrix.monitoring.alert.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every schedule: in zones that change their clocks by an hour, by half an hour, at midnight, and by a day. */
class PlanPropertiesTest {
    private static final LocalDateTime FIRST = LocalDateTime.parse("2010-06-01T00:00");
    private static final LocalDateTime LAST = LocalDateTime.parse("2028-04-01T00:00");

    @Property(tries = 300)
    void exactlyOneIsOnCallWhereALayerCoversAndNobodyElsewhere(
            @ForAll("plans") Plan plan, @ForAll("instants") Instant from, @ForAll("spans") Duration span) {
        Instant to = from.plus(span);
        List<Shift> shifts = plan.shifts(from, to);
        List<Gap> gaps = plan.gaps(from, to);

        List<Instant[]> pieces = new ArrayList<>();
        shifts.forEach(shift -> pieces.add(new Instant[] {shift.from(), shift.to()}));
        gaps.forEach(gap -> pieces.add(new Instant[] {gap.from(), gap.to()}));
        pieces.sort((one, other) -> one[0].compareTo(other[0]));
        Instant end = from;
        for (Instant[] piece : pieces) {
            assertThat(piece[0]).isEqualTo(end);
            assertThat(piece[1]).isAfter(piece[0]);
            end = piece[1];
        }
        assertThat(end).isEqualTo(to);

        shifts.forEach(shift -> {
            assertThat(plan.at(shift.from())).contains(shift.turn());
            assertThat(plan.at(shift.to().minusNanos(1))).contains(shift.turn());
            assertThat(plan.at(middle(shift.from(), shift.to()))).contains(shift.turn());
        });
        gaps.forEach(gap -> {
            assertThat(plan.at(gap.from())).isEmpty();
            assertThat(plan.at(middle(gap.from(), gap.to()))).isEmpty();
        });
    }

    private static Instant middle(Instant from, Instant to) {
        return from.plus(Duration.between(from, to).dividedBy(2));
    }

    @Property(tries = 300)
    void everybodyInARotationOfDaysHandsOverAtTheSameLocalTime(
            @ForAll("rotationsOfDays") Rotation rotation, @ForAll("instants") Instant from) {
        for (Instant handOver : rotation.handOvers(from, from.plus(Duration.ofDays(40)))) {
            ZoneOffsetTransition change = rotation.zone().getRules().nextTransition(handOver.minusNanos(1));
            boolean skipped =
                    change != null && change.isGap() && change.getInstant().equals(handOver);
            if (!skipped) {
                assertThat(LocalDateTime.ofInstant(handOver, rotation.zone()).toLocalTime())
                        .isEqualTo(rotation.start().toLocalTime());
            }
        }
    }

    /** Turns counted one by one, as a person would with a calendar. */
    @Property(tries = 200)
    void theTurnIsTheNumberOfHandOversThatHavePassed(
            @ForAll("rotationsOfDays") Rotation rotation, @ForAll("spans") Duration after) {
        Instant instant = rotation.begins().plus(after);
        int passed = 0;
        LocalDateTime next = rotation.start().plus(rotation.length());
        while (!LocalTimes.first(next, rotation.zone()).isAfter(instant)) {
            passed++;
            next = next.plus(rotation.length());
        }
        assertThat(rotation.personAt(instant))
                .isEqualTo(rotation.people().get(passed % rotation.people().size()));
    }

    @Property
    void aLaterTimeOnTheWallIsNeverAnEarlierInstant(
            @ForAll("locals") LocalDateTime one, @ForAll("minutes") int minutes, @ForAll("zones") ZoneId zone) {
        assertThat(LocalTimes.first(one.plusMinutes(minutes), zone)).isAfterOrEqualTo(LocalTimes.first(one, zone));
    }

    @Property(tries = 200)
    void ofOverridesTheOneMadeLastHolds(@ForAll("plans") Plan plan, @ForAll("instants") Instant at) {
        ScheduleOverride earlier = override("earlier", at, 1);
        ScheduleOverride later = override("later", at, 2);
        Plan overridden = new Plan(plan.schedule(), List.of(later, earlier));

        assertThat(overridden.at(at)).contains(new Turn("later", Turn.OVERRIDE));
        assertThat(overridden.at(at.plus(1, ChronoUnit.HOURS))).contains(new Turn("earlier", Turn.OVERRIDE));
    }

    private static ScheduleOverride override(String person, Instant at, int number) {
        return new ScheduleOverride(
                new UUID(number, 0),
                "primary",
                person,
                at.minusSeconds(60),
                at.plus(number == 1 ? 2 : 1, ChronoUnit.HOURS),
                "somebody",
                at.minusSeconds(600 - number));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "America/Sao_Paulo",
                        "Asia/Beirut",
                        "Pacific/Apia",
                        "Asia/Kathmandu",
                        "UTC")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<LocalDateTime> locals() {
        return Arbitraries.longs()
                .between(0, ChronoUnit.MINUTES.between(FIRST, LAST) / 15)
                .map(quarter -> FIRST.plusMinutes(quarter * 15));
    }

    @Provide
    Arbitrary<Integer> minutes() {
        return Arbitraries.integers().between(0, 3000);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return locals().map(local -> local.atZone(ZoneId.of("UTC")).toInstant());
    }

    @Provide
    Arbitrary<Duration> spans() {
        return Arbitraries.integers().between(1, 24 * 60).map(Duration::ofHours);
    }

    private Arbitrary<Rotation> rotations(Arbitrary<Duration> lengths) {
        return Combinators.combine(
                        Arbitraries.of("ada", "ben", "cy", "dee")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(5),
                        locals(),
                        lengths,
                        zones())
                .as(Rotation::new);
    }

    @Provide
    Arbitrary<Rotation> rotationsOfDays() {
        return rotations(Arbitraries.integers().between(1, 14).map(Duration::ofDays));
    }

    private Arbitrary<WeeklyHours> hours() {
        return Combinators.combine(
                        Arbitraries.of(DayOfWeek.class).set().ofMinSize(1),
                        Arbitraries.integers().between(0, 95),
                        Arbitraries.integers().between(1, 96))
                .as((days, from, to) -> new WeeklyHours(days, from * 15, to * 15));
    }

    private Arbitrary<Layer> layers() {
        return Combinators.combine(
                        rotations(Arbitraries.integers().between(60, 20_000).map(Duration::ofMinutes)),
                        hours().list().ofMaxSize(2),
                        Arbitraries.integers().between(1, 4000).injectNull(0.7),
                        Arbitraries.of(true, false, false))
                .as((rotation, hours, days, shadow) -> new Layer(
                        "a layer",
                        rotation,
                        hours,
                        days == null ? null : rotation.start().plusDays(days),
                        shadow));
    }

    @Provide
    Arbitrary<Plan> plans() {
        return layers().list().ofMaxSize(3).map(layers -> {
            List<Layer> named = new ArrayList<>();
            layers.forEach(layer -> named.add(new Layer(
                    "layer " + named.size(), layer.rotation(), layer.hours(), layer.untilOrNull(), layer.shadow())));
            return new Plan(new Schedule("primary", ZoneId.of("UTC"), named), List.of());
        });
    }
}
