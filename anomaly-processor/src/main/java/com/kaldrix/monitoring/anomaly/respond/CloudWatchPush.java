package com.kaldrix.monitoring.anomaly.respond;

import com.kaldrix.monitoring.anomaly.respond.Counts.Count;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Pushes how many anomalies were found in each minute ({@code AnomaliesFound} by {@code Region}, {@code Severity} and {@code Family})
 * and how many go on ({@code OpenAnomalies}, {@code OpenEvents}). The database knows up to when, so that an hour without CloudWatch is
 * made up for, and whichever replica comes next goes on. A minute may be pushed twice when its answer is lost; none is left out.
 */
public final class CloudWatchPush {
    private static final Logger LOG = LoggerFactory.getLogger(CloudWatchPush.class);
    /** Replicas' transactions of a minute are over by then. */
    private static final Duration SETTLED = Duration.ofSeconds(30);
    /** API Reference, MetricDatum, Timestamp: not older than two weeks. */
    private static final Duration OLDEST = Duration.ofDays(13);
    /** API Reference, PutMetricData: at most 1000 metrics in a request. */
    private static final int MOST_DATA = 1000;

    private static final int MINUTES_AT_ONCE = 240;

    private final CloudWatchClient client;
    private final Counts counts;
    private final String namespace;
    private final Clock clock;

    CloudWatchPush(CloudWatchClient client, Counts counts, String namespace, Clock clock) {
        this.client = client;
        this.counts = counts;
        this.namespace = namespace;
        this.clock = clock;
    }

    /** Pushes the minutes that are over since the last time; stops where CloudWatch does not take them. */
    public void push() {
        Instant now = clock.instant();
        Instant over = now.minus(SETTLED).truncatedTo(ChronoUnit.MINUTES);
        Instant from = counts.pushedUntil(namespace).orElse(over.minus(Duration.ofMinutes(1)));
        if (from.isBefore(now.minus(OLDEST))) {
            from = now.minus(OLDEST).truncatedTo(ChronoUnit.MINUTES);
        }
        for (int i = 0; i < MINUTES_AT_ONCE && from.isBefore(over); i++) {
            Instant to = from.plus(Duration.ofMinutes(1));
            List<MetricDatum> data = data("AnomaliesFound", from, counts.found(from, to));
            if (!to.isBefore(over)) {
                data.addAll(data("OpenAnomalies", from, counts.open()));
                data.addAll(data("OpenEvents", from, counts.openEvents()));
            }
            if (!put(data)) {
                return;
            }
            counts.pushed(namespace, to);
            from = to;
        }
    }

    private static List<MetricDatum> data(String name, Instant at, List<Count> counts) {
        List<MetricDatum> data = new ArrayList<>();
        for (Count one : counts) {
            List<Dimension> dimensions = new ArrayList<>(List.of(
                    dimension("Region", one.region()),
                    dimension("Severity", one.severity().name())));
            if (!one.family().isEmpty()) {
                dimensions.add(dimension("Family", one.family()));
            }
            data.add(MetricDatum.builder()
                    .metricName(name)
                    .dimensions(dimensions)
                    .timestamp(at)
                    .value((double) one.number())
                    .unit(StandardUnit.COUNT)
                    .build());
        }
        return data;
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    /** Whether CloudWatch has them, or never will. */
    private boolean put(List<MetricDatum> data) {
        for (int from = 0; from < data.size(); from += MOST_DATA) {
            List<MetricDatum> part = data.subList(from, Math.min(data.size(), from + MOST_DATA));
            try {
                client.putMetricData(request -> request.namespace(namespace).metricData(part));
            } catch (AwsServiceException e) {
                boolean passes = e.statusCode() >= 500
                        || e.statusCode() == 429
                        || e.isThrottlingException()
                        || e.statusCode() == 401
                        || e.statusCode() == 403;
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log(
                                passes
                                        ? "CloudWatch takes no metrics for now; they are pushed later"
                                        : "CloudWatch refuses metrics, and they are given up");
                if (passes) {
                    return false;
                }
            } catch (SdkException e) {
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("CloudWatch cannot be reached; metrics are pushed later");
                return false;
            }
        }
        return true;
    }
}
