package com.kaldrix.monitoring.anomaly.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.series.Tier;
import com.kaldrix.monitoring.anomaly.series.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parameters in force hold on made-up series that they were not chosen on. */
class SyntheticCorpusTest {
    @Test
    void faultsAreRankedAndPaged() {
        Backtest backtest = new Backtest(Tier.FULL, Parameters.current(), 1);
        EventScore events = new EventScore(0, 0, 0);
        double volume = 0;
        int labelled = 0;
        List<SyntheticCorpus.Labelled> all = SyntheticCorpus.make(99, 1);
        for (int s = 0; s < all.size(); s += 3) {
            SyntheticCorpus.Labelled series = all.get(s);
            List<Verdict> verdicts = backtest.run(series.times(), series.values());
            boolean[] alerts = new boolean[verdicts.size()];
            for (int i = 0; i < alerts.length; i++) {
                alerts[i] = verdicts.get(i).alert();
            }
            events = events.plus(EventScore.of(alerts, series.events(), 5));
            if (!series.events().isEmpty()) {
                double[] scores = verdicts.stream().mapToDouble(Verdict::score).toArray();
                volume += VusPr.of(scores, series.events(), 50);
                labelled++;
            }
        }
        assertThat(events.f1()).isGreaterThan(0.5);
        assertThat(volume / labelled).isGreaterThan(0.4);
    }
}
