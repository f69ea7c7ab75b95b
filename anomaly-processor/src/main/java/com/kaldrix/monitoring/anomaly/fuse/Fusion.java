package com.kaldrix.monitoring.anomaly.fuse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Joins what the detectors of one series say about a reading, all with equal weight: the mean of their rarities, each held
 * below a cap. Smoothed over few readings it pages. Smoothed over more, and with the forests' mean isolation score added as it
 * is, it ranks: calibration makes detectors comparable between series, which paging needs, and flattens what is far out within
 * one, which ranking needs.
 */
public final class Fusion {
    private final Settings settings;
    private double score;
    private double severity;

    /**
     * The constants of fusion.
     *
     * @param cap the most rarity that one detector can say
     * @param usual the isolation score below which a forest says nothing
     * @param worth what one point of isolation above it is worth
     * @param scoreSpan readings over which the ranking score is smoothed
     * @param severitySpan readings over which the severity is smoothed
     */
    public record Settings(double cap, double usual, double worth, double scoreSpan, double severitySpan) {}

    public Fusion(Settings settings) {
        this.settings = settings;
    }

    /**
     * Takes one reading's rarities.
     *
     * @param rarities one per detector, NaN where it has nothing to say
     * @param isolation mean isolation score of the forests; NaN where there are none yet
     */
    public void add(double[] rarities, double isolation) {
        double sum = 0;
        int voices = 0;
        for (double rarity : rarities) {
            if (!Double.isNaN(rarity)) {
                sum += Math.min(settings.cap(), rarity);
                voices++;
            }
        }
        double fused = voices == 0 ? 0 : sum / voices;
        severity += (fused - severity) / settings.severitySpan();
        double ranked =
                Double.isNaN(isolation) ? fused : fused + settings.worth() * Math.max(0, isolation - settings.usual());
        score += (ranked - score) / settings.scoreSpan();
    }

    /** For ranking, plots and correlation. */
    public double score() {
        return score;
    }

    /** For paging, before {@link Suppression}. */
    public double severity() {
        return severity;
    }

    public void save(DataOutput out) throws IOException {
        out.writeDouble(score);
        out.writeDouble(severity);
    }

    public void load(DataInput in) throws IOException {
        score = in.readDouble();
        severity = in.readDouble();
    }
}
