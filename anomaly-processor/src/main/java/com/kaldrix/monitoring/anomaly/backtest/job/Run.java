package com.kaldrix.monitoring.anomaly.backtest.job;

import com.kaldrix.monitoring.anomaly.backtest.EventScore;
import com.kaldrix.monitoring.anomaly.backtest.VusPr;
import com.kaldrix.monitoring.anomaly.backtest.job.Result.Found;
import com.kaldrix.monitoring.anomaly.backtest.job.Result.LabelScore;
import com.kaldrix.monitoring.anomaly.file.SeriesFile;
import com.kaldrix.monitoring.anomaly.series.Calendar;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.series.SeriesMonitor;
import com.kaldrix.monitoring.anomaly.series.Tier;
import com.kaldrix.monitoring.anomaly.series.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Streams readings through the same path as a live series with forests, one after the other, without looking ahead. */
final class Run {
    /** As live series have it: below this share of what is worth an alert a reading is calm, and after so many it is over. */
    private static final double CALM = 0.5;

    private static final int CALM_ROWS = 6;
    private static final int WIDEST = 50;
    private static final int MOST_FOUND = 1000;
    private static final int LOOK_EVERY = 500;

    private final Work work;
    private final SeriesFile file;
    private final double[] scores;
    private final double[] unusual;
    private final boolean[] alerts;

    /** What came out: the result, and {@code timestamp,score,alert} compressed with gzip. */
    record Outcome(Result result, byte[] output) {}

    private Run(Work work) {
        this.work = work;
        this.file = work.file();
        scores = new double[file.size()];
        unusual = new double[file.size()];
        alerts = new boolean[file.size()];
    }

    /**
     * Runs it.
     *
     * @param goesOn asked now and then with how many rows are done; false ends it
     * @return empty when it was ended
     */
    static Optional<Outcome> of(Work work, IntPredicate goesOn) {
        Run run = new Run(work);
        return run.stream(goesOn) ? Optional.of(new Outcome(run.result(), run.output())) : Optional.empty();
    }

    private boolean stream(IntPredicate goesOn) {
        Parameters parameters =
                Parameters.current().with("sensitivity", work.sensitivity().word());
        Calendar calendar = new Calendar(ZoneOffset.UTC, work.excluded());
        SeriesMonitor monitor = SeriesMonitor.start(Tier.FULL, parameters, calendar, work.seed());
        long last = Long.MIN_VALUE;
        for (int i = 0; i < scores.length; i++) {
            if (i % LOOK_EVERY == 0 && !goesOn.test(i)) {
                return false;
            }
            // In a file the order of the rows is the order of arrival.
            last = i == 0 ? file.times()[i] : Math.max(file.times()[i], last + 1);
            Verdict verdict = monitor.observe(last, file.values()[i]);
            scores[i] = verdict.score();
            alerts[i] = verdict.alert();
            unusual[i] = monitor.unusual() / monitor.threshold();
        }
        return goesOn.test(scores.length);
    }

    private Result result() {
        int count = 0;
        for (boolean alert : alerts) {
            count += alert ? 1 : 0;
        }
        return new Result(scores.length, count, anomalies(), labels());
    }

    private List<Found> anomalies() {
        List<Found> found = new ArrayList<>();
        int row = 0;
        while (row < alerts.length && found.size() < MOST_FOUND) {
            if (!alerts[row]) {
                row++;
                continue;
            }
            int from = row;
            while (from > 0 && unusual[from - 1] >= CALM) {
                from--;
            }
            int to = row;
            double worst = unusual[row];
            for (int next = row + 1; next < alerts.length && next - to <= CALM_ROWS; next++) {
                if (unusual[next] >= CALM) {
                    to = next;
                    worst = Math.max(worst, unusual[next]);
                }
            }
            found.add(new Found(
                    file.stamps().get(from),
                    file.stamps().get(to),
                    file.stamps().get(row),
                    worst));
            row = to + 1;
        }
        return found;
    }

    private @Nullable LabelScore labels() {
        List<int[]> labels = work.labels();
        if (labels == null || labels.isEmpty()) {
            return null;
        }
        EventScore events = EventScore.of(alerts, labels, work.tolerance());
        return new LabelScore(
                labels.size(),
                events.found(),
                events.falseAlerts(),
                events.precision(),
                events.recall(),
                events.f1(),
                VusPr.of(scores, labels, WIDEST));
    }

    private byte[] output() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
            out.write("timestamp,score,alert\n");
            for (int i = 0; i < scores.length; i++) {
                out.write(file.stamps().get(i));
                out.write(String.format(Locale.ROOT, ",%.6f,%d\n", scores[i], alerts[i] ? 1 : 0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
