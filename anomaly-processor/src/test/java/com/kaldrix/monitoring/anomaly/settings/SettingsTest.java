package com.kaldrix.monitoring.anomaly.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.anomaly.series.Calendar.TimeRange;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.time.SettableClock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Labels PEERS = Labels.of("__name__", "peers", "region", "eu-west-1");

    private static Adjustment on(String series, int from, @Nullable Integer until, Change change) {
        return new Adjustment(
                List.of(Matchers.parse(series)),
                NOON.plusSeconds(from),
                until == null ? null : NOON.plusSeconds(until),
                change);
    }

    private static long at(int second) {
        return NOON.plusSeconds(second).toEpochMilli();
    }

    @Test
    void aWishHoldsForReadingsOfItsTimeAlone() {
        Settings settings = new Settings(List.of(on("{__name__=\"peers\"}", 10, 20, Change.threshold(2))));
        assertThat(settings.at(PEERS, at(9)).threshold()).isEqualTo(1);
        assertThat(settings.at(PEERS, at(10)).threshold()).isEqualTo(2);
        assertThat(settings.at(PEERS, at(20)).threshold()).isEqualTo(1);
        assertThat(settings.at(Labels.of("__name__", "height"), at(15)).threshold())
                .isEqualTo(1);
    }

    @Test
    void severalWishesAddUpAndOfClocksAndSensitivitiesTheLastCounts() {
        TimeRange night = new TimeRange(NOON, NOON.plusSeconds(5));
        Settings settings = new Settings(List.of(
                on(
                        "{__name__=\"peers\"}",
                        0,
                        null,
                        new Change(ZoneId.of("Europe/Dublin"), List.of(), Sensitivity.LOW, Set.of("stuck"), 1.2)),
                on(
                        "{region=\"eu-west-1\"}",
                        1,
                        null,
                        new Change(ZoneOffset.UTC, List.of(night), Sensitivity.HIGH, Set.of("jump"), 1.5))));
        Applied now = settings.at(PEERS, at(2));
        assertThat(now.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(now.sensitivity()).isEqualTo(Sensitivity.HIGH);
        assertThat(now.detectorsOff()).containsExactlyInAnyOrder("stuck", "jump");
        assertThat(now.excluded()).containsExactly(night);
        assertThat(now.threshold()).isBetween(1.79, 1.81);
    }

    @Test
    void howeverOftenNothingWasWrongAlertsAreNotTurnedOff() {
        List<Adjustment> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(on("{__name__=\"peers\"}", i, null, Change.threshold(1.15)));
        }
        assertThat(new Settings(many).at(PEERS, at(100)).threshold()).isEqualTo(3);
    }

    /** What is cached until then is what would be found. */
    @Property
    void nothingChangesBeforeItIsSaidTo(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 50) Integer> begins,
            @ForAll @IntRange(max = 60) int now) {
        List<Adjustment> all = begins.stream()
                .map(begin -> on("{__name__=\"peers\"}", begin, begin + 7, Change.threshold(1.1)))
                .toList();
        long until = Settings.until(all, at(now));
        for (long time = at(now); time < Math.min(until, at(80)); time += 500) {
            assertThat(Settings.at(all, time)).isEqualTo(Settings.at(all, at(now)));
        }
    }

    @Test
    void whatCannotBeReadLeavesWhatWasKnown() {
        List<Adjustment> wished = new ArrayList<>(List.of(on("{__name__=\"peers\"}", 0, null, Change.threshold(2))));
        boolean[] away = {false};
        CurrentSettings settings = new CurrentSettings(
                List.of(since -> {
                    if (away[0]) {
                        throw new IllegalStateException("the database is away");
                    }
                    return List.copyOf(wished);
                }),
                new SettableClock(NOON));
        settings.refresh();
        Settings known = settings.get();
        settings.refresh();
        assertThat(settings.get())
                .as("nothing changed, so nothing is resolved anew")
                .isSameAs(known);
        away[0] = true;
        assertThatThrownBy(settings::refresh).isInstanceOf(IllegalStateException.class);
        settings.tryToRefresh();
        assertThat(settings.get()).isSameAs(known);
    }
}
