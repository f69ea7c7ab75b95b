package com.kaldrix.monitoring.compliance.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static RequirementResult one(double weight, Evidence evidence) {
        return new RequirementResult("CC6.1", weight, evidence);
    }

    @Test
    void silenceIsNeitherPassedNorFailedAndShowsInTheCoverage() {
        Score score = Score.of(List.of(
                one(1, Evidence.PASSED), one(1, Evidence.NO_DATA), one(1, Evidence.NO_DATA), one(1, Evidence.NO_DATA)));
        assertThat(score.words()).isEqualTo("100 % on 25 % of the requirements");
        assertThat(Score.of(List.of(one(1, Evidence.NO_DATA))).words()).isEqualTo("no data on any of 1 requirements");
    }

    @Test
    void whatIsWorseWeighsMoreAndUnknownCountsAgainstIt() {
        assertThat(Score.of(List.of(one(10, Evidence.FAILED), one(1, Evidence.PASSED)))
                        .percent())
                .hasValue(9);
        assertThat(Score.of(List.of(one(1, Evidence.UNKNOWN), one(1, Evidence.PASSED)))
                        .percent())
                .hasValue(50);
        assertThat(Score.of(List.of(one(0.1, Evidence.PASSED), one(0.2, Evidence.PASSED)))
                        .percent())
                .hasValue(100);
    }

    @Test
    void isNeverRoundedUp() {
        assertThat(Score.of(List.of(one(999, Evidence.PASSED), one(1, Evidence.FAILED)))
                        .percent())
                .hasValue(99);
        assertThat(new Coverage(999, 1000).percent()).isEqualTo(99);
        assertThatThrownBy(() -> new Coverage(2, 1)).hasMessageContaining("2 of 1");
        assertThatThrownBy(() -> one(0, Evidence.PASSED)).hasMessageContaining("weight 0");
    }

    @Property
    void isWholeOnlyWhenNothingOfWhatIsKnownFailed(@ForAll("requirements") List<RequirementResult> requirements) {
        Score score = Score.of(requirements);
        boolean clean = requirements.stream()
                .noneMatch(one -> one.evidence() == Evidence.FAILED || one.evidence() == Evidence.UNKNOWN);
        boolean known = requirements.stream().anyMatch(one -> one.evidence() != Evidence.NO_DATA);
        assertThat(score.percent().isPresent()).isEqualTo(known);
        score.percent().ifPresent(percent -> {
            assertThat(percent).isBetween(0, 100);
            assertThat(percent == 100).isEqualTo(clean);
        });
        assertThat(score.coverage().all()).isEqualTo(requirements.size());
    }

    @Provide
    Arbitrary<List<RequirementResult>> requirements() {
        return Combinators.combine(Arbitraries.of(1.0, 2.0, 5.0, 10.0), Arbitraries.of(Evidence.class))
                .as((weight, evidence) -> one(weight, evidence))
                .list()
                .ofMaxSize(40);
    }
}
