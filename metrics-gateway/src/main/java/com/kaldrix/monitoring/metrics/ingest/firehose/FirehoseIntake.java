package com.kaldrix.monitoring.metrics.ingest.firehose;

import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchNames;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchPoint;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchSamples;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.BufferFullException;
import com.kaldrix.monitoring.metrics.intake.Intake;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.Source;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes deliveries of Firehose safe, each once. Safe for several threads. */
final class FirehoseIntake {
    private static final Logger LOG = LoggerFactory.getLogger(FirehoseIntake.class);
    private static final Source SOURCE = new Source("firehose", "cloudwatch");
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Intake intake;
    private final CloudWatchNames names;
    private final DeliveredRequests requests;
    private final RecordReader reader = new RecordReader();

    FirehoseIntake(Intake intake, CloudWatchNames names, DeliveredRequests requests) {
        this.intake = intake;
        this.names = names;
        this.requests = requests;
    }

    /**
     * Takes a delivery. What cannot be read in it is counted and named in the log; the rest is kept, since Firehose would only
     * send the same again.
     *
     * @return whether it is new; otherwise it has been taken before
     * @throws InvalidRequestException when nothing of it can be read
     * @throws BufferFullException when nothing is taken at the moment
     */
    boolean accept(Delivery delivery) {
        return switch (requests.claim(delivery.requestId())) {
            case DELIVERED -> false;
            case UNDER_WAY ->
                throw new BufferFullException("request " + delivery.requestId() + " is still under way", SOON);
            case FRESH -> {
                boolean kept = false;
                try {
                    keep(delivery);
                    kept = true;
                } finally {
                    if (kept) {
                        requests.delivered(delivery.requestId());
                    } else {
                        requests.abandoned(delivery.requestId());
                    }
                }
                yield true;
            }
        };
    }

    private void keep(Delivery delivery) {
        try (Batch batch = intake.begin(SOURCE)) {
            Writing writing = new Writing(batch, new CloudWatchSamples(names, batch));
            for (byte[] data : delivery.records()) {
                reader.read(data, writing);
                writing.record++;
            }
            if (writing.points == 0 && writing.unreadable > 0) {
                throw new InvalidRequestException("/records/" + writing.firstUnreadable, writing.firstReason);
            }
            batch.commit();
            if (writing.unreadable > 0) {
                LOG.atWarn()
                        .addKeyValue("request", delivery.requestId())
                        .addKeyValue("unreadable", writing.unreadable)
                        .addKeyValue("kept", writing.points)
                        .addKeyValue("record", writing.firstUnreadable)
                        .addKeyValue("reason", writing.firstReason)
                        .log("Parts of a delivery of Firehose cannot be read");
            }
        }
    }

    private static final class Writing implements RecordReader.Sink {
        private final Batch batch;
        private final CloudWatchSamples samples;
        private int record;
        private int points;
        private int unreadable;
        private int firstUnreadable;
        private String firstReason = "";

        private Writing(Batch batch, CloudWatchSamples samples) {
            this.batch = batch;
            this.samples = samples;
        }

        @Override
        public void point(CloudWatchPoint point) {
            points++;
            samples.write(point);
        }

        @Override
        public void unreadable(String reason) {
            batch.refuse(Rejection.MALFORMED, "record " + record + " " + reason);
            if (unreadable++ == 0) {
                firstUnreadable = record;
                firstReason = reason;
            }
        }
    }
}
