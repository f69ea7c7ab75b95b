package com.kaldrix.monitoring.metrics.ingest.push;

import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchNames;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchSamples;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.Intake;
import com.kaldrix.monitoring.metrics.intake.Receipt;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.Source;
import java.time.Clock;
import java.util.List;

/** Makes metrics that came as JSON safe. Safe for several threads. */
final class PushIntake {
    private final Intake intake;
    private final CloudWatchNames names;
    private final Identity identity;
    private final Clock clock;

    PushIntake(Intake intake, CloudWatchNames names, Identity identity, Clock clock) {
        this.intake = intake;
        this.names = names;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * What became of a request.
     *
     * @param samples how many samples are safe
     * @param refused how many things were wrong or refused; the rest is kept
     * @param errors the first of them
     * @param detail why the intake refused samples; empty when it did not
     */
    record Outcome(int samples, int refused, List<FieldError> errors, String detail) {}

    /**
     * Keeps what is valid.
     *
     * @throws com.kaldrix.monitoring.common.problem.InvalidRequestException when the body is no JSON
     * @throws com.kaldrix.monitoring.metrics.intake.BufferFullException when nothing is taken at the moment
     */
    Outcome accept(byte[] body, Source source) {
        List<Documents.Document> documents = Documents.read(body);
        Errors errors = new Errors();
        long now = clock.millis();
        try (Batch batch = intake.begin(source)) {
            SimpleMetrics simple = new SimpleMetrics(batch, errors, now);
            EmbeddedMetrics embedded =
                    new EmbeddedMetrics(errors, now, identity.region().code());
            for (Documents.Document document : documents) {
                if (EmbeddedMetrics.is(document.node())) {
                    embedded.read(document.node(), document.path());
                } else {
                    simple.read(document.node(), document.path());
                }
            }
            if (errors.malformed() > 0) {
                batch.refuse(Rejection.MALFORMED, errors.malformed(), example(errors));
            }
            embedded.write(new CloudWatchSamples(names, batch), batch);
            Receipt receipt = batch.commit();
            int late = receipt.rejected().stream()
                    .filter(one -> one.reason() == Rejection.TOO_FAR_AHEAD)
                    .mapToInt(Receipt.Rejected::samples)
                    .sum();
            return new Outcome(receipt.samples(), errors.count() + late, errors.named(), receipt.sentence());
        }
    }

    private static String example(Errors errors) {
        FieldError first = errors.named().getFirst();
        return first.field() + " " + first.reason();
    }
}
