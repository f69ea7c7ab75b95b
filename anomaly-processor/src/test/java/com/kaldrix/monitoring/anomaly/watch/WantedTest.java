package com.kaldrix.monitoring.anomaly.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.forest.SeriesForests;
import com.kaldrix.monitoring.anomaly.forest.TestForests;
import com.kaldrix.monitoring.anomaly.series.Calendar;
import com.kaldrix.monitoring.anomaly.series.Calendar.TimeRange;
import com.kaldrix.monitoring.anomaly.series.Evidence;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.series.SeriesMonitor;
import com.kaldrix.monitoring.anomaly.series.Tier;
import com.kaldrix.monitoring.anomaly.settings.Adjustment;
import com.kaldrix.monitoring.anomaly.settings.Change;
import com.kaldrix.monitoring.anomaly.settings.Sensitivity;
import com.kaldrix.monitoring.anomaly.settings.Settings;
import com.kaldrix.monitoring.anomaly.stream.Findings;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What people want, on series with forests. */
class WantedTest {
    private static final Labels SERIES = Labels.of("__name__", "peers");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Parameters PARAMETERS = Parameters.current();

    private Settings settings = Settings.NONE;
    private final SeriesMonitor monitor = SeriesMonitor.start(Tier.FULL, PARAMETERS, Calendar.utc(), 1);
    private final Wanted wanted = new Wanted(SERIES, () -> settings, PARAMETERS);
    private final Set<String> voices = new TreeSet<>();

    private static SeriesForests forests() {
        return new SeriesForests(SERIES, TestForests.grounds(1).slice(), true);
    }

    private static Instant at(int reading) {
        return START.plusSeconds(10L * reading);
    }

    private void want(int from, Change change) {
        List<Adjustment> all = new ArrayList<>(settings.adjustments());
        all.add(new Adjustment(List.of(Matchers.parse("{__name__=\"peers\"}")), at(from), null, change));
        settings = new Settings(all);
    }

    /** The readings at which an alert was raised. */
    private List<Integer> stream(int from, int to, IntToDoubleFunction values) {
        List<Integer> alerts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            long time = at(i).toEpochMilli();
            wanted.settle(monitor, forests(), time);
            if (monitor.observe(time, values.applyAsDouble(i)).alert()) {
                alerts.add(i);
            }
            monitor.evidence().stream().map(Evidence::detector).forEach(voices::add);
        }
        return alerts;
    }

    private static IntToDoubleFunction spike(int at, double height) {
        return i -> (i >= at && i < at + 5 ? height : 0) + 100 + new Random(i).nextGaussian();
    }

    @Test
    void aSpikeIsToldAsUsual() {
        assertThat(stream(0, 820, spike(800, 60))).isNotEmpty();
    }

    @Test
    void nothingIsToldInAnExcludedTime() {
        want(700, Change.without(new TimeRange(at(790), at(820))));
        assertThat(stream(0, 820, spike(800, 60))).isEmpty();
        assertThat(stream(820, 920, spike(900, 60))).as("after it").isNotEmpty();
    }

    @Test
    void anExcludedTimeIsNotLearnt() {
        SeriesMonitor learnt = SeriesMonitor.start(Tier.FULL, PARAMETERS, Calendar.utc(), 1);
        want(0, Change.without(new TimeRange(at(500), at(700))));
        stream(0, 720, i -> i >= 500 && i < 700 ? 200 : 100 + new Random(i).nextGaussian());
        for (int i = 0; i < 720; i++) {
            learnt.observe(at(i).toEpochMilli(), i >= 500 && i < 700 ? 200 : 100 + new Random(i).nextGaussian());
        }
        stream(720, 721, i -> 200);
        learnt.observe(at(720).toEpochMilli(), 200);
        assertThat(monitor.unusual()).as("200 is new to it").isGreaterThan(learnt.unusual());
    }

    @Test
    void sensitivityAndFeedbackMoveTheThresholdFromTheirTimeOn() {
        double usual = PARAMETERS.number("alert.threshold.medium");
        want(10, new Change(null, List.of(), Sensitivity.HIGH, Set.of(), 1));
        want(20, Change.threshold(1.1));
        stream(0, 10, i -> 1);
        assertThat(monitor.threshold()).isEqualTo(usual);
        stream(10, 11, i -> 1);
        assertThat(monitor.threshold()).isEqualTo(PARAMETERS.number("alert.threshold.high"));
        stream(11, 21, i -> 1);
        assertThat(monitor.threshold()).isEqualTo(1.1 * PARAMETERS.number("alert.threshold.high"));
    }

    @Test
    void aHigherThresholdTellsOfLess() {
        int usual = 0;
        int less = 0;
        for (int height = 3; height <= 7; height += 2) {
            usual += isTold(height, 1) ? 1 : 0;
            boolean told = isTold(height, 3);
            less += told ? 1 : 0;
            assertThat(!told || isTold(height, 1))
                    .as("what a high threshold tells a low one tells")
                    .isTrue();
        }
        assertThat(less).isLessThan(usual);
    }

    private boolean isTold(int height, double factor) {
        SeriesMonitor fresh = SeriesMonitor.start(Tier.FULL, PARAMETERS, Calendar.utc(), 1);
        Settings wish = new Settings(List.of(new Adjustment(
                List.of(Matchers.parse("{__name__=\"peers\"}")), at(0), null, Change.threshold(factor))));
        Wanted judged = new Wanted(SERIES, () -> wish, PARAMETERS);
        boolean told = false;
        for (int i = 0; i < 806; i++) {
            judged.settle(fresh, forests(), at(i).toEpochMilli());
            told |= fresh.observe(at(i).toEpochMilli(), spike(800, height).applyAsDouble(i))
                    .alert();
        }
        return told;
    }

    @Test
    void aDetectorThatIsOffHasNoSay() {
        IntToDoubleFunction values = i -> i < 700 ? 100 + new Random(i).nextGaussian() : 100;
        stream(0, 750, values);
        assertThat(voices).contains("stuck");

        SeriesMonitor other = SeriesMonitor.start(Tier.FULL, PARAMETERS, Calendar.utc(), 1);
        want(0, new Change(null, List.of(), null, Set.of("stuck"), 1));
        Wanted without = new Wanted(SERIES, () -> settings, PARAMETERS);
        for (int i = 0; i < 750; i++) {
            without.settle(other, forests(), at(i).toEpochMilli());
            other.observe(at(i).toEpochMilli(), values.applyAsDouble(i));
            assertThat(other.evidence()).noneMatch(one -> one.detector().equals("stuck"));
        }
    }

    @Test
    void whatIsWantedHoldsAfterAPromotion() {
        want(0, new Change(null, List.of(), Sensitivity.LOW, Set.of(), 1));
        SeriesMonitor cheap = SeriesMonitor.start(Tier.CHEAP, PARAMETERS, Calendar.utc(), 1);
        new Wanted(SERIES, () -> settings, PARAMETERS).settle(cheap, forests(), at(0).toEpochMilli());
        assertThat(cheap.promote(1).threshold()).isEqualTo(PARAMETERS.number("alert.threshold.low"));
    }

    @Test
    void forestsJudgeByItAsWellAlsoWhenTheyComeLater() throws IOException {
        settings = new Settings(List.of());
        SeriesForests usual = streamed(Change.threshold(1));
        SeriesForests less = streamed(Change.threshold(2));
        assertThat(usual.judge()).isTrue();
        assertThat(usual.unusual()).isPositive();
        assertThat(less.unusual()).isEqualTo(usual.unusual() / 2);

        ByteArrayOutputStream state = new ByteArrayOutputStream();
        less.save(new DataOutputStream(state));
        SeriesForests again = forests();
        again.adopt(Calendar.utc(), 2 * PARAMETERS.number("alert.threshold.medium"), Set.of());
        again.load(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
        assertThat(again.unusual()).isEqualTo(less.unusual());
    }

    private SeriesForests streamed(Change change) {
        Settings wish = new Settings(
                List.of(new Adjustment(List.of(Matchers.parse("{__name__=\"peers\"}")), at(0), null, change)));
        Wanted judged = new Wanted(SERIES, () -> wish, PARAMETERS);
        SeriesForests forests = forests();
        SeriesMonitor cheap = SeriesMonitor.start(Tier.CHEAP, PARAMETERS, Calendar.utc(), 1);
        for (int i = 0; i < 500; i++) {
            long time = at(i).toEpochMilli();
            double value = spike(499, 8).applyAsDouble(i);
            judged.settle(cheap, forests, time);
            cheap.observe(time, value);
            forests.observe(new SeriesForests.Sample(time, value), false, cheap, rested -> {}, Findings.NOWHERE);
        }
        return forests;
    }
}
