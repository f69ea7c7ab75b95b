package com.kaldrix.monitoring.anomaly.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NabScorerTest {
    private static final NabProfile STANDARD = new NabProfile("standard", 1, 0.11, 1);
    private static final NabScorer SCORER = new NabScorer(STANDARD);
    private static final NabScorer.Labels LABELS = new NabScorer.Labels("f", 1000, List.of(new int[] {500, 599}));

    private static NabScorer.Scored at(int... rows) {
        double[] scores = new double[1000];
        for (int row : rows) {
            scores[row] = 1;
        }
        return new NabScorer.Scored(LABELS, scores);
    }

    @Test
    void nothingIsZeroAndTheFirstRowOfAWindowIsAllThereIs() {
        assertThat(SCORER.score(List.of(at()), 0.5)).isZero();
        assertThat(SCORER.score(List.of(at(500)), 0.5)).isCloseTo(100, within(1e-9));
    }

    @Test
    void laterDetectionsEarnLessAndASecondOneNothing() {
        double early = SCORER.score(List.of(at(520)), 0.5);
        double late = SCORER.score(List.of(at(590)), 0.5);
        assertThat(early).isGreaterThan(late);
        assertThat(SCORER.score(List.of(at(520, 590)), 0.5)).isEqualTo(early);
    }

    @Test
    void falseOnesCostByDistanceAndTheFirstRowsCountForNothing() {
        double clean = SCORER.score(List.of(at(500)), 0.5);
        assertThat(SCORER.score(List.of(at(500, 300)), 0.5)).isCloseTo(clean - 5.5, within(1e-9));
        assertThat(SCORER.score(List.of(at(500, 610)), 0.5)).isGreaterThan(clean - 5.5);
        assertThat(SCORER.score(List.of(at(500, 100)), 0.5)).isEqualTo(clean);
    }

    @Test
    void theThresholdIsTheOneThatEarnsMost() {
        double[] scores = new double[1000];
        scores[500] = 0.8;
        scores[300] = 0.5;
        NabScorer.Best best = SCORER.optimise(List.of(new NabScorer.Scored(LABELS, scores)));
        assertThat(best.threshold()).isEqualTo(0.8);
        assertThat(best.score()).isCloseTo(100, within(1e-9));
    }

    @Test
    void probationIsFifteenPerCentOfAtMostFiveThousandRows() {
        assertThat(NabScorer.probation(1000)).isEqualTo(150);
        assertThat(NabScorer.probation(20_000)).isEqualTo(750);
    }
}
