package com.kaldrix.monitoring.anomaly.backtest.cli;

import com.kaldrix.monitoring.anomaly.backtest.Backtest;
import com.kaldrix.monitoring.anomaly.backtest.NabCorpus;
import com.kaldrix.monitoring.anomaly.backtest.NabProfile;
import com.kaldrix.monitoring.anomaly.backtest.NabScorer;
import com.kaldrix.monitoring.anomaly.backtest.NabScorer.Scored;
import com.kaldrix.monitoring.anomaly.backtest.OpenSearchForest;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.series.Tier;
import com.kaldrix.monitoring.anomaly.series.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Prints what the ensemble and its peer reach on the Numenta Anomaly Benchmark, as Markdown. */
final class NabTable {
    private static final int SPLITS = 20;

    private NabTable() {}

    static void print(Path folder, int seeds, PrintStream out, PrintStream err) {
        NabCorpus corpus = NabCorpus.read(folder);
        List<List<Scored>> ours = new ArrayList<>();
        List<List<Scored>> alerts = new ArrayList<>();
        List<List<Scored>> peer = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            Backtest backtest = new Backtest(Tier.FULL, Parameters.current(), seed);
            List<Scored> scored = new ArrayList<>();
            List<Scored> told = new ArrayList<>();
            List<Scored> forest = new ArrayList<>();
            for (NabCorpus.Entry entry : corpus.entries()) {
                List<Verdict> verdicts = backtest.run(entry.series());
                scored.add(new Scored(
                        entry.labels(),
                        verdicts.stream().mapToDouble(Verdict::severity).toArray()));
                told.add(new Scored(
                        entry.labels(),
                        verdicts.stream()
                                .mapToDouble(verdict -> verdict.alert() ? 1 : 0)
                                .toArray()));
                forest.add(new Scored(
                        entry.labels(),
                        OpenSearchForest.grades(
                                entry.series().times(), entry.series().values(), seed)));
            }
            ours.add(scored);
            alerts.add(told);
            peer.add(forest);
            err.println("seed %d of %d is measured".formatted(seed, seeds));
        }
        out.println(
                "| profile | ensemble, mean of %d seeds (lowest to highest) | threshold of one half on the other, %d splits"
                                .formatted(seeds, SPLITS)
                        + " | alerts at the frozen threshold | RCF as in OpenSearch |");
        out.println("|---|---|---|---|---|");
        for (NabProfile profile : corpus.profiles()) {
            NabScorer scorer = new NabScorer(profile);
            out.println(String.format(
                    Locale.ROOT,
                    "| %s | %.1f (%.1f to %.1f), threshold %.2f | %.1f | %.1f | %.1f |",
                    profile.name(),
                    mean(ours, run -> scorer.optimise(run).score()),
                    ours.stream()
                            .mapToDouble(run -> scorer.optimise(run).score())
                            .min()
                            .orElse(Double.NaN),
                    ours.stream()
                            .mapToDouble(run -> scorer.optimise(run).score())
                            .max()
                            .orElse(Double.NaN),
                    mean(ours, run -> scorer.optimise(run).threshold()),
                    mean(ours, run -> splits(scorer, run)),
                    mean(alerts, run -> scorer.score(run, 1)),
                    mean(peer, run -> scorer.optimise(run).score())));
        }
    }

    /** Mean score of one half with the threshold of the other, over random halves. */
    private static double splits(NabScorer scorer, List<Scored> run) {
        double sum = 0;
        for (int split = 0; split < SPLITS; split++) {
            List<Scored> order = new ArrayList<>(run);
            Collections.shuffle(order, new Random(split));
            int half = order.size() / 2;
            double threshold = scorer.optimise(order.subList(0, half)).threshold();
            sum += scorer.score(order.subList(half, order.size()), threshold);
        }
        return sum / SPLITS;
    }

    private static double mean(List<List<Scored>> runs, ToDoubleFunction<List<Scored>> of) {
        return runs.stream().mapToDouble(of).average().orElse(Double.NaN);
    }
}
