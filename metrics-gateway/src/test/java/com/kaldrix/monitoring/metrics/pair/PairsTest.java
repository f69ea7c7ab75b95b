package com.kaldrix.monitoring.metrics.pair;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PairsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-25T14:00:00Z");

    private final SettableClock clock = new SettableClock(BEGIN);
    private final Pairs pairs = new Pairs(clock);

    private static Sender sender(Pairs of, String replica) {
        return Objects.requireNonNull(
                of.sender(LabelSet.of("__name__", "up", "cluster", "main", "__replica__", replica)));
    }

    @Test
    void takesTheNameOfTheSenderAway() {
        LabelSet labels = LabelSet.of("__name__", "up", "cluster", "main", "__replica__", "a");

        assertThat(pairs.sender(labels)).isNotNull();
        assertThat(labels).isEqualTo(LabelSet.of("__name__", "up", "cluster", "main"));
    }

    @Test
    void leavesAloneWhatIsNoPair() {
        assertThat(pairs.sender(LabelSet.of("__name__", "up", "cluster", "main")))
                .isNull();
        LabelSet noCluster = LabelSet.of("__name__", "up", "__replica__", "a");
        assertThat(pairs.sender(noCluster)).isNull();
        assertThat(noCluster.has("__replica__")).isTrue();
    }

    @Test
    void electsTheFirstUntilItIsSilent() {
        Sender a = sender(pairs, "a");
        Sender b = sender(pairs, "b");
        assertThat(a.elected()).isTrue();
        assertThat(b.elected()).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(b.elected()).isFalse();
        assertThat(a.elected()).isTrue();
        clock.advance(Duration.ofSeconds(31));

        assertThat(b.elected()).isTrue();
        assertThat(a.elected()).isFalse();
    }

    @Test
    void remembersTheElectedAfterARestart() {
        assertThat(sender(pairs, "b").elected()).isTrue();
        Pairs again = new Pairs(clock);
        pairs.unkept().forEach(note -> again.recover(Election.ofNote(note).orElseThrow()));

        assertThat(sender(again, "a").elected()).isFalse();
        assertThat(sender(again, "b").elected()).isTrue();
    }

    @Test
    void saysAnElectionOnceAndAgainFromTimeToTime() {
        Sender a = sender(pairs, "a");
        a.elected();
        assertThat(pairs.unkept()).hasSize(1);
        assertThat(pairs.unkept()).hasSize(1);
        pairs.kept(pairs.unkept());
        assertThat(pairs.unkept()).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        a.elected();
        assertThat(pairs.unkept()).isEmpty();
        clock.advance(Duration.ofSeconds(6));
        a.elected();

        assertThat(pairs.unkept()).hasSize(1);
    }

    @Test
    void agreesWithAnotherGatewayThatHearsTheElected() {
        Pairs other = new Pairs(clock);
        sender(pairs, "a").elected();
        other.heard("main", "a", clock.instant());
        clock.advance(Duration.ofSeconds(20));
        other.heard("main", "a", clock.instant());
        clock.advance(Duration.ofSeconds(20));

        assertThat(sender(other, "b").elected()).isFalse();
        clock.advance(Duration.ofSeconds(11));
        assertThat(sender(other, "b").elected()).isTrue();
    }

    @Test
    void twoGatewaysThatElectedDifferentlyAgreeOnWhoWasHeardLast() {
        Pairs other = new Pairs(clock);
        sender(pairs, "a").elected();
        clock.advance(Duration.ofSeconds(1));
        sender(other, "b").elected();

        pairs.heard("main", "b", clock.instant());
        other.heard("main", "a", BEGIN);

        assertThat(sender(pairs, "a").elected()).isFalse();
        assertThat(sender(other, "b").elected()).isTrue();
    }

    @Test
    void aClockThatIsSetBackDoesNotSilenceThePair() {
        sender(pairs, "a").elected();
        clock.set(BEGIN.minus(Duration.ofHours(1)));
        assertThat(sender(pairs, "b").elected()).isFalse();
        clock.advance(Duration.ofSeconds(31));

        assertThat(sender(pairs, "b").elected()).isTrue();
    }

    @Test
    void hasBoundsForClustersAndSenders() {
        pairs.rules(new PairRules("cluster", "__replica__", Duration.ofSeconds(30), 2));
        for (int i = 0; i < 5; i++) {
            pairs.sender(LabelSet.of("cluster", "c" + i, "__replica__", "a"));
        }
        LabelSet beyond = LabelSet.of("cluster", "c9", "__replica__", "a");

        assertThat(pairs.sender(beyond)).isNull();
        assertThat(beyond.get("__replica__")).isEqualTo("a");
    }
}
