package com.kaldrix.monitoring.compliance.load;

import com.kaldrix.monitoring.compliance.score.Scores;
import com.kaldrix.monitoring.compliance.score.StandardScore;
import java.util.List;
import java.util.Objects;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** All scores at once, after one finding, and counted from the findings themselves. */
final class ScoreLoad {
    private static final int ROUNDS = 60;
    private static final int WARM_UP = 20;
    private static final int APART = 37;
    private static final double AIM_ALL = 2;
    private static final double AIM_ONE = 0.1;

    private final Scores scores;
    private final IntakeLoad intake;
    private final TransactionTemplate snapshot;

    ScoreLoad(Scores scores, IntakeLoad intake, PlatformTransactionManager transactions) {
        this.scores = scores;
        this.intake = intake;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    void run(Bars bars) {
        Stopwatch first = new Stopwatch();
        List<StandardScore> all = scores.now().scores();
        bars.below("all " + all.size() + " scores of all standards, for the first time", AIM_ALL, first.seconds());
        double total = 0;
        double worst = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Stopwatch one = new Stopwatch();
            intake.fail(i * APART, GeneratedFindings.NOON.plusSeconds(60L + i));
            all = scores.now().scores();
            if (i >= WARM_UP) {
                total += one.seconds();
                worst = Math.max(worst, one.seconds());
            }
        }
        bars.below(
                "one finding and all scores after it, mean of " + (ROUNDS - WARM_UP),
                AIM_ONE,
                total / (ROUNDS - WARM_UP));
        bars.below("the same, the slowest", AIM_ONE, worst);
        Stopwatch naive = new Stopwatch();
        List<StandardScore> counted = Objects.requireNonNull(
                snapshot.execute(status -> scores.counted(kind -> true).scores()));
        bars.beside("beside it: the same scores counted from the findings", Bars.seconds(naive.seconds()));
        if (!counted.equals(all)) {
            throw new IllegalStateException("the scores are not those that counting all findings comes to");
        }
    }
}
