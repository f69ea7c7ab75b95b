package com.kaldrix.monitoring.metrics.intake;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param samples how many samples are safe; those of a twin that is not the elected sender count as well
 * @param histograms how many native histograms are safe
 * @param exemplars how many exemplars are safe
 * @param rejected what was refused, a line for each reason; empty when nothing was
 */
public record Receipt(int samples, int histograms, int exemplars, List<Rejected> rejected) {
    /**
     * What was refused for one reason.
     *
     * @param samples how many samples, histograms and exemplars
     * @param example the first of them, for people
     */
    public record Rejected(Rejection reason, int samples, String example) {}

    public Receipt {
        rejected = List.copyOf(rejected);
    }

    /** How many samples, histograms and exemplars were refused. */
    public int rejectedSamples() {
        return rejected.stream().mapToInt(Rejected::samples).sum();
    }

    /** What was refused, in a sentence for people; empty when nothing was. */
    public String sentence() {
        StringBuilder text = new StringBuilder();
        for (Rejected one : rejected) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(one.samples())
                    .append(" refused (")
                    .append(one.reason().word())
                    .append("), such as ")
                    .append(one.example());
        }
        return text.toString();
    }
}
