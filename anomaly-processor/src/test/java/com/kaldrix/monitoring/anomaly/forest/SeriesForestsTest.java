package com.kaldrix.monitoring.anomaly.forest;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.forest.ForestChange.Learnt;
import com.kaldrix.monitoring.anomaly.forest.ForestChange.PagedIn;
import com.kaldrix.monitoring.anomaly.forest.ForestChange.PagedOut;
import com.kaldrix.monitoring.anomaly.forest.SeriesForests.Sample;
import com.kaldrix.monitoring.anomaly.series.Calendar;
import com.kaldrix.monitoring.anomaly.series.SeriesMonitor;
import com.kaldrix.monitoring.anomaly.series.Tier;
import com.kaldrix.monitoring.anomaly.series.Verdict;
import com.kaldrix.monitoring.anomaly.stream.Findings;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeriesForestsTest {
    private static final long START = 1_772_420_400_000L;

    private final Map<UUID, byte[]> rested = new HashMap<>();
    private final List<Findings.Finding> found = new ArrayList<>();

    private void keep(Labels series, Findings.Finding finding) {
        found.add(finding);
        if (finding instanceof PagedOut out) {
            rested.put(out.key(), out.state());
        }
    }

    /** A series with its cheap monitor and its forests. */
    private final class One {
        private final SeriesMonitor cheap;
        private final Random random;
        private SeriesForests forests;
        private int i;

        private One(String name, SeriesForests.Ground ground, boolean hot) {
            Labels labels = Labels.of("__name__", name);
            cheap = SeriesMonitor.start(Tier.CHEAP, TestForests.PARAMETERS, Calendar.utc(), 1);
            random = new Random(name.hashCode());
            forests = new SeriesForests(labels, ground, hot);
        }

        private List<Optional<Verdict>> run(int readings, int stirAt) {
            List<Optional<Verdict>> verdicts = new ArrayList<>();
            for (int end = i + readings; i < end; i++) {
                Sample sample = new Sample(START + 10_000L * i, 50 + random.nextGaussian());
                cheap.observe(sample.time(), sample.value());
                verdicts.add(forests.observe(sample, i == stirAt, cheap, history -> {}, SeriesForestsTest.this::keep));
            }
            return verdicts;
        }
    }

    private SeriesForests.Ground ground(int places) {
        return TestForests.grounds(places, key -> Optional.ofNullable(rested.get(key)))
                .slice();
    }

    @Test
    void beginWhereSomethingStirsAndSayHowFarTheyAre() {
        One one = new One("a", ground(1), false);
        one.run(300, -1);
        assertThat(one.forests.learning()).isEmpty();
        one.run(121, 300);
        assertThat(one.forests.learning()).contains(60);
        assertThat(one.forests.judge()).isFalse();
        one.run(80, -1);
        assertThat(one.forests.learning()).contains(100);
        assertThat(one.forests.judge()).isTrue();
        assertThat(found)
                .containsExactly(
                        new Learnt(0), new Learnt(20), new Learnt(40), new Learnt(60), new Learnt(80), new Learnt(100));
    }

    @Test
    void goToRestWhenNothingStirsAndComeBackAsTheyWere() {
        One one = new One("a", ground(1), false);
        one.run(301, 300);
        one.run(SeriesForests.IDLE - 1, -1);
        assertThat(one.forests.learning()).contains(100);
        byte[] before = state(one.forests);
        one.run(1, -1);
        assertThat(one.forests.learning()).isEmpty();
        assertThat(found).last().isInstanceOf(PagedOut.class);
        one.run(1, one.i);
        assertThat(one.forests.learning()).contains(100);
        assertThat(found).last().isInstanceOf(PagedIn.class);
        assertThat(before).isNotEmpty();

        // The same readings into a copy that never went anywhere give the same verdicts.
        SeriesMonitor stayed = SeriesMonitor.restore(
                ((PagedOut) found.get(found.size() - 2)).state(),
                TestForests.PARAMETERS,
                Calendar.utc(),
                Labels.of("__name__", "a").fingerprint().value());
        Random again = new Random("a".hashCode());
        for (int i = 0; i < one.i; i++) {
            double value = 50 + again.nextGaussian();
            if (i == one.i - 1) {
                stayed.observe(START + 10_000L * i, value);
            }
        }
        int from = one.i;
        List<Optional<Verdict>> came = one.run(100, -1);
        for (int i = 0; i < 100; i++) {
            double value = 50 + again.nextGaussian();
            assertThat(came.get(i)).contains(stayed.observe(START + 10_000L * (from + i), value));
        }
    }

    private static byte[] state(SeriesForests forests) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            forests.save(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void theBudgetHoldsAndWhoHasStirredLongestAgoYields() {
        SeriesForests.Ground ground = ground(2);
        One a = new One("a", ground, false);
        One b = new One("b", ground, false);
        One c = new One("c", ground, false);
        a.run(220, 201);
        b.run(220, 210);
        c.run(220, 215);
        assertThat(a.forests.learning()).isPresent();
        assertThat(c.forests.learning()).as("both others have just stirred").isEmpty();
        assertThat(ground.budget().working()).isEqualTo(2);

        c.run(100, 300);
        assertThat(c.forests.learning()).isPresent();
        assertThat(a.forests.learning()).as("it stirred before b").isEmpty();
        assertThat(b.forests.learning()).isPresent();
        assertThat(ground.budget().working()).isEqualTo(2);
    }

    @Test
    void hotOnesComeFirstAndNeverYield() {
        SeriesForests.Ground ground = ground(1);
        One plain = new One("a", ground, false);
        One hot = new One("b", ground, true);
        plain.run(10, 5);
        hot.run(10, -1);
        assertThat(hot.forests.learning()).isPresent();
        assertThat(plain.forests.learning()).isEmpty();
        hot.run(SeriesForests.IDLE + 10, -1);
        plain.run(800, 700);
        assertThat(hot.forests.learning()).contains(100);
        assertThat(plain.forests.learning()).isEmpty();
    }

    @Property(tries = 12)
    void goOnFromACheckpointAnywhere(@ForAll @IntRange(min = 1, max = 899) int stop) throws IOException {
        rested.clear();
        One whole = new One("a", ground(1), false);
        List<Optional<Verdict>> wanted = new ArrayList<>(whole.run(300, 100));
        wanted.addAll(whole.run(600, 650));

        One first = new One("a", ground(1), false);
        List<Optional<Verdict>> got = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            if (i == stop) {
                SeriesForests next = new SeriesForests(Labels.of("__name__", "a"), ground(1), false);
                next.load(new DataInputStream(new ByteArrayInputStream(state(first.forests))));
                first.forests = next;
            }
            got.addAll(first.run(1, i < 300 ? 100 : 650));
        }
        assertThat(got).isEqualTo(wanted);
    }

    @Test
    void theFiguresOfTheBudgetAreThoseOfTheHeap() {
        int many = 12;
        SeriesForests.Ground ground = ground(many);
        List<One> all = new ArrayList<>();
        new One("warm", ground(1), true).run(600, -1);
        long before = used();
        for (int i = 0; i < many; i++) {
            One one = new One("s" + i, ground, true);
            one.run(600, -1);
            all.add(one);
        }
        long each = (used() - before) / many;
        assertThat(all).allMatch(one -> one.forests.judge());
        long counted = ForestGrounds.bytesOf(TestForests.PARAMETERS);
        assertThat(counted).as("measured %d", each).isBetween((long) (0.7 * each), 2 * each);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
