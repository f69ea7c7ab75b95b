package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.Intake;
import com.kaldrix.monitoring.metrics.intake.Receipt;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.Source;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.util.List;

/** Makes requests of OTLP safe. Safe for several threads. */
final class OtlpIntake {
    private final Intake intake;
    private final DeltaTotals deltas;
    private final MetricNames names;
    private final ResourceLabels resources;
    private final String replica;

    OtlpIntake(Intake intake, DeltaTotals deltas, OtlpProperties properties, Identity identity) {
        this.intake = intake;
        this.deltas = deltas;
        this.names = new MetricNames(properties.translationStrategy());
        this.resources = new ResourceLabels(properties);
        this.replica = identity.replicas() > 1 ? identity.replica() : "";
    }

    /**
     * What became of the points of a request.
     *
     * @param rejectedPoints how many data points were refused, in whole or in part
     * @param sentence why; empty when none was
     */
    record Outcome(long rejectedPoints, String sentence) {}

    /** @throws com.kaldrix.monitoring.metrics.intake.BufferFullException when nothing is taken at the moment */
    Outcome accept(ExportMetricsServiceRequest request, Source source) {
        try (Batch batch = intake.begin(source);
                DeltaTotals.Additions additions = deltas.begin()) {
            Translation translation = new Translation(batch, names, resources, additions, replica);
            translation.write(request);
            Receipt receipt = batch.commit();
            additions.keep();
            return outcome(translation.points(), receipt);
        }
    }

    /** What only the batch knows is counted in samples, of which a point has one or more; it is an upper bound. */
    private static Outcome outcome(PointWriter points, Receipt receipt) {
        long late = receipt.rejected().stream()
                .filter(one -> one.reason() == Rejection.TOO_FAR_AHEAD)
                .mapToLong(Receipt.Rejected::samples)
                .sum();
        long rejected = points.refusedPoints() + late;
        if (rejected == 0) {
            return new Outcome(0, receipt.sentence());
        }
        List<String> reasons = points.reasons();
        String told = reasons.isEmpty() ? "" : "not read: " + String.join("; ", reasons);
        String sentence = receipt.sentence();
        return new Outcome(rejected, told.isEmpty() || sentence.isEmpty() ? told + sentence : told + "; " + sentence);
    }
}
