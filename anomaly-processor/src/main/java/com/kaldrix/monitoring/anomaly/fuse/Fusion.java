package com.kaldrix.monitoring.anomaly.fuse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Joins what the detectors of one series say about a reading into two numbers that serve different ends.
 *
 * <p>The <b>severity</b>, for paging, is the mean rarity over those detectors that page: an anomaly worth waking somebody is one
 * that most of them find, and it is not smoothed, so that it is as early as they are. The <b>score</b>, for ranking, asks each
 * group of detectors for its three rarest voices, takes the mean of the groups and smooths it over some readings, so that all of
 * an anomaly stands out and not its edges only, and one detector that knows this kind of anomaly is heard.
 */
public final class Fusion {
    private static final int LOUDEST = 3;
    private static final int GROUPS = Voice.Group.values().length;

    private final Settings settings;
    private final int[] groups;
    private final boolean[] pages;
    private final double[] loudest = new double[GROUPS * LOUDEST];
    private double score;
    private double severity;

    /**
     * The constants of fusion.
     *
     * @param cap the most rarity that one detector can say
     * @param rise readings over which the score rises
     * @param fall readings over which it falls
     */
    public record Settings(double cap, double rise, double fall) {}

    /** Of so many detectors, in this order. */
    public Fusion(Settings settings, List<Voice> voices) {
        this.settings = settings;
        groups = voices.stream().mapToInt(voice -> voice.group().ordinal()).toArray();
        pages = new boolean[groups.length];
        for (int i = 0; i < groups.length; i++) {
            pages[i] = voices.get(i).pages();
        }
    }

    /**
     * Takes one reading's rarities.
     *
     * @param rarities one per detector, NaN where it has nothing to say
     */
    public void add(double[] rarities) {
        Arrays.fill(loudest, -1);
        double sum = 0;
        int voices = 0;
        for (int i = 0; i < groups.length; i++) {
            double rarity = Math.min(settings.cap(), rarities[i]);
            if (Double.isNaN(rarity)) {
                continue;
            }
            hear(groups[i] * LOUDEST, rarity);
            if (pages[i]) {
                sum += rarity;
                voices++;
            }
        }
        severity = voices == 0 ? 0 : sum / voices;
        double now = groupMean();
        if (now >= 0) {
            score += (now - score) / (now > score ? settings.rise() : settings.fall());
        }
    }

    private void hear(int from, double rarity) {
        double given = rarity;
        for (int i = from; i < from + LOUDEST; i++) {
            if (given > loudest[i]) {
                double quieter = loudest[i];
                loudest[i] = given;
                given = quieter;
            }
        }
    }

    /** Negative when nobody spoke. */
    private double groupMean() {
        double sum = 0;
        int speaking = 0;
        for (int group = 0; group < GROUPS; group++) {
            double loud = 0;
            int heard = 0;
            for (int i = group * LOUDEST; i < (group + 1) * LOUDEST; i++) {
                if (loudest[i] >= 0) {
                    loud += loudest[i];
                    heard++;
                }
            }
            if (heard > 0) {
                sum += loud / heard;
                speaking++;
            }
        }
        return speaking == 0 ? -1 : sum / speaking;
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
