package com.kaldrix.monitoring.anomaly.fuse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Joins what the detectors of one series say about a reading, all with equal weight: the mean of their rarities, each held
 * below a cap, and added to it the forests' mean isolation score as it is. Rarity says how seldom the series does such a thing;
 * isolation is the same for a quiet series and a restless one, and so keeps a quiet one from paging for trifles. As it comes
 * this is the severity; smoothed over some readings, so that all of an anomaly stands out and not only its edges, the score.
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
     * @param worth what one point of isolation above it is worth in rarity
     * @param span readings over which the score is smoothed
     */
    public record Settings(double cap, double usual, double worth, double span) {}

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
        severity = voices == 0 ? 0 : sum / voices;
        if (!Double.isNaN(isolation)) {
            severity += settings.worth() * Math.max(0, isolation - settings.usual());
        }
        score += (severity - score) / settings.span();
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
