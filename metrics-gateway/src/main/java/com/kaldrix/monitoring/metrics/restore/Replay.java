package com.kaldrix.monitoring.metrics.restore;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.objects.ObjectsUnavailableException;
import com.kaldrix.monitoring.metrics.forward.archive.ArchivedSample;
import com.kaldrix.monitoring.metrics.forward.archive.Partition;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.wire.RequestWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends a range, hour by hour, and within an hour by series and time, so that the order within a series is kept. The order
 * is the same each time, which is why a number of samples says where to go on.
 */
final class Replay {
    private static final int SAMPLES_PER_REQUEST = 5_000;
    private static final int BYTES_PER_REQUEST = 1 << 20;
    private static final String INTERRUPTED = "It was interrupted.";

    private final RestoreArguments arguments;
    private final Hours hours;
    private final Target target;
    private final Interruption interruption;
    private final Progress progress;
    private final RequestWriter writer;
    private ArchivedSample.@Nullable SeriesKey series;
    private boolean wanted;
    private long sentOfHour;

    /** How it ended. */
    sealed interface End {
        /** The whole range was sent. */
        record Complete() implements End {}

        /**
         * It ended before.
         *
         * @param from where to go on
         * @param skip how many samples behind it were sent
         */
        record Stopped(Instant from, long skip, String why) implements End {}
    }

    Replay(RestoreArguments arguments, Hours hours, Target target, Interruption interruption, Progress progress) {
        this.arguments = arguments;
        this.hours = hours;
        this.target = target;
        this.interruption = interruption;
        this.progress = progress;
        this.writer = arguments.protocol().newWriter();
    }

    End run() {
        long last = Partition.hourOf(arguments.to().toEpochMilli() - 1);
        sentOfHour = arguments.skip();
        for (long hour = Partition.hourOf(arguments.from().toEpochMilli()); hour <= last; hour++) {
            String why;
            try {
                why = interruption.isWanted() ? INTERRUPTED : hour(hour);
            } catch (ObjectsUnavailableException | IOException e) {
                why = "The archive cannot be read: " + e.getMessage() + ".";
            }
            if (why != null) {
                return new End.Stopped(start(hour), sentOfHour, why);
            }
            sentOfHour = 0;
        }
        return new End.Complete();
    }

    /** Sends an hour; why it cannot go on, null when it can. */
    private @Nullable String hour(long hour) throws IOException {
        List<String> keys = hours.keys(hour);
        if (keys.isEmpty()) {
            return null;
        }
        progress.hour(start(hour), keys.size());
        List<Path> files = hours.fetch(keys);
        try (HourMerge merge = new HourMerge(files, keys)) {
            return send(merge);
        } finally {
            hours.forget(files);
        }
    }

    private @Nullable String send(HourMerge merge) throws IOException {
        long skip = sentOfHour;
        writer.clear();
        ArchivedSample sample = merge.next();
        while (sample != null) {
            if (isWanted(sample)) {
                if (skip > 0) {
                    skip--;
                } else {
                    add(sample);
                }
            }
            sample = merge.next();
            if (isFull() || (sample == null && !writer.isEmpty())) {
                String why = flush();
                if (why != null) {
                    return why;
                }
                if (interruption.isWanted() && sample != null) {
                    return INTERRUPTED;
                }
            }
        }
        return null;
    }

    private boolean isFull() {
        return writer.samples() + writer.histograms() >= SAMPLES_PER_REQUEST || writer.size() >= BYTES_PER_REQUEST;
    }

    /** Why it cannot go on; null when it can. */
    private @Nullable String flush() {
        int count = writer.samples() + writer.histograms();
        String why =
                switch (target.send(writer)) {
                    case Target.Outcome.Taken taken -> {
                        progress.sent(count);
                        yield null;
                    }
                    case Target.Outcome.Refused refused -> {
                        progress.refused(refused);
                        if (refused.hopeless()) {
                            yield "The target refuses every request with status " + refused.status() + ".";
                        }
                        progress.sent(count);
                        yield null;
                    }
                    case Target.Outcome.Interrupted interrupted -> INTERRUPTED;
                };
        if (why == null) {
            sentOfHour += count;
        }
        writer.clear();
        return why;
    }

    private void add(ArchivedSample sample) {
        byte[] histogram = sample.histogram();
        if (histogram == null) {
            writer.sample(
                    sample.series().labels(),
                    sample.timestamp(),
                    Double.longBitsToDouble(sample.bits()),
                    sample.start());
        } else {
            writer.histogram(
                    sample.series().labels(), sample.timestamp(), histogram, 0, histogram.length, sample.start());
        }
    }

    private boolean isWanted(ArchivedSample sample) {
        if (sample.series() != series) {
            series = sample.series();
            wanted = arguments.matchers().isEmpty()
                    || matches(sample.series().labels().decode());
        }
        return wanted
                && sample.timestamp() >= arguments.from().toEpochMilli()
                && sample.timestamp() < arguments.to().toEpochMilli();
    }

    private boolean matches(LabelSet labels) {
        Map<String, String> map = new HashMap<>();
        labels.forEach(map::put);
        return arguments.matchers().matches(Labels.of(map));
    }

    /** Where the part of an hour begins that belongs to the range. */
    private Instant start(long hour) {
        Instant start = Instant.ofEpochMilli(Partition.startOf(hour));
        return start.isBefore(arguments.from()) ? arguments.from() : start;
    }
}
