package com.kaldrix.monitoring.bench.series;

import com.kaldrix.monitoring.bench.Benchmark;
import com.kaldrix.monitoring.bench.Table;
import com.kaldrix.monitoring.bench.Workshop;
import com.kaldrix.monitoring.bench.fault.Pace;
import com.kaldrix.monitoring.bench.fault.Topics;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.MetricsPlan;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.supervise.ServiceProcess;
import com.kaldrix.monitoring.local.windows.WindowMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * {@code ./kaldrix bench series}: anomaly-processor with many series, by real queues and a real database. First windows that lie in
 * the past, as fast as they are taken; then windows of the present, each when its time has come; then it is ended as a
 * deployment does, and killed, and starts again. {@code KALDRIX_BENCH_SERIES} is how many series, 100,000 by default,
 * {@code KALDRIX_BENCH_PAST} and {@code KALDRIX_BENCH_PRESENT} how many windows of each kind.
 */
public final class SeriesBenchmark implements Benchmark {
    private static final ServiceDefinition SERVICE = ServiceDefinition.ANOMALY_PROCESSOR;
    private static final String HEAP = "-Xmx4g";

    @Override
    public boolean run(Workshop workshop) throws IOException, InterruptedException {
        workshop.train(SERVICE);
        Path state = workshop.folder("series");
        Folders.delete(state);
        try (KaldrixStack stack = KaldrixStack.builder(workshop.root())
                        .state(state)
                        .ports(Ports.free())
                        .services(List.of(SERVICE))
                        .regions(List.of(ManySeries.REGION))
                        .metrics(MetricsPlan::withoutFleet)
                        .jvmOptions(SERVICE, List.of(HEAP))
                        .start();
                Topics topics = new Topics(stack, workshop.clock());
                Detectors detectors = new Detectors(stack.service(SERVICE.label()), stack.url(SERVICE.label()))) {
            return new Rounds(workshop, stack, topics, detectors).all();
        } catch (TimeoutException late) {
            workshop.progress().println(late.getMessage());
            return false;
        } finally {
            Folders.delete(state);
        }
    }

    /** What is done, in order. */
    private static final class Rounds {
        private final Workshop workshop;
        private final KaldrixStack stack;
        private final Topics topics;
        private final Detectors detectors;
        private final Clock clock;
        private final ManySeries series;
        private final int past;
        private final int present;
        private double sent;

        Rounds(Workshop workshop, KaldrixStack stack, Topics topics, Detectors detectors) {
            this.workshop = workshop;
            this.stack = stack;
            this.topics = topics;
            this.detectors = detectors;
            this.clock = workshop.clock();
            this.series = new ManySeries((int) workshop.setting("KALDRIX_BENCH_SERIES", 100_000), workshop.seed());
            this.past = (int) workshop.setting("KALDRIX_BENCH_PAST", 30);
            this.present = (int) workshop.setting("KALDRIX_BENCH_PRESENT", 18);
        }

        boolean all() throws InterruptedException, TimeoutException {
            Table table = new Table(series.size() + " series of 10 s", "");
            behind(table);
            boolean keepsUp = abreast(table);
            restart(table, false);
            restart(table, true);
            workshop.show(table);
            return keepsUp;
        }

        /** Windows of the past, as fast as they are taken. */
        private void behind(Table table) throws InterruptedException, TimeoutException {
            Instant start = present().minus(ManySeries.WINDOW.multipliedBy(past + 12L));
            publish(start);
            detectors.until(sent);
            Duration cpu = detectors.cpu();
            Duration waited = Duration.ZERO;
            for (int i = 1; i < past; i++) {
                publish(start.plus(ManySeries.WINDOW.multipliedBy(i)));
                waited = waited.plus(detectors.until(sent));
                workshop.progress().println("window " + i + " of the past is taken");
            }
            Duration each = detectors.cpu().minus(cpu).dividedBy(past - 1);
            table.row("processor time for a window, behind", Table.seconds(each));
            table.row("waited for a window after it was sent, mean", Table.seconds(waited.dividedBy(past - 1)));
        }

        /** Windows of the present, each when it is over; whether each was taken before the next was. */
        private boolean abreast(Table table) throws InterruptedException, TimeoutException {
            List<Duration> lags = new ArrayList<>();
            Duration cpu = detectors.cpu();
            long most = 0;
            for (int i = 0; i < present; i++) {
                Instant start = present();
                Instant over = start.plus(ManySeries.WINDOW);
                Pace.pause(Duration.between(clock.instant(), over).plusMillis(1));
                publish(start);
                Instant published = clock.instant();
                detectors.until(sent);
                Duration lag = Duration.between(over, clock.instant());
                lags.add(lag);
                most = Math.max(most, detectors.heap());
                workshop.progress()
                        .println("window of the present: sent after " + Table.seconds(Duration.between(over, published))
                                + ", taken after " + Table.seconds(lag));
            }
            lags.sort(null);
            Duration each = detectors.cpu().minus(cpu).dividedBy(present);
            table.row("processor time for a window, in time", Table.seconds(each));
            table.row("taken after its end, median", Table.seconds(Table.quantile(lags, 0.5)));
            table.row("taken after its end, latest", Table.seconds(lags.getLast()));
            table.row("most heap in use", Table.megabytes(most));
            table.row(
                    "detected in them",
                    String.format(Locale.ROOT, "%.0f open", detectors.metric("kaldrix_anomaly_open", "")));
            return lags.getLast().compareTo(ManySeries.WINDOW) < 0;
        }

        private void restart(Table table, boolean kill) throws InterruptedException, TimeoutException {
            ServiceProcess process = stack.service(SERVICE.label());
            long from = System.nanoTime();
            detectors.restart(kill);
            process.awaitReady(
                    Duration.ofSeconds(120), line -> workshop.progress().println(line));
            Duration ready = Duration.ofNanos(System.nanoTime() - from);
            detectors.untilSeries(series.size());
            Duration whole = Duration.ofNanos(System.nanoTime() - from);
            sent = 0;
            publish(present());
            detectors.until(sent);
            Duration taken = Duration.ofNanos(System.nanoTime() - from);
            table.row(
                    (kill ? "killed" : "ended") + ": ready, all series there, first window taken",
                    Table.seconds(ready) + ", " + Table.seconds(whole) + ", " + Table.seconds(taken));
        }

        /** The window that is not over. */
        private Instant present() {
            long length = ManySeries.WINDOW.toMillis();
            return Instant.ofEpochMilli(clock.millis() / length * length);
        }

        private void publish(Instant start) {
            String topic = stack.resources(ManySeries.REGION).topicArns().getOrDefault("metrics", "");
            for (ManySeries.Share share : series.next(start)) {
                topics.sns(ManySeries.REGION)
                        .publish(request -> request.topicArn(topic)
                                .message(share.message())
                                .messageAttributes(Map.of(
                                        "type", text(WindowMessage.TYPE),
                                        "shard", text(Integer.toString(share.shard())))));
                sent++;
            }
        }

        private static MessageAttributeValue text(String value) {
            return MessageAttributeValue.builder()
                    .dataType("String")
                    .stringValue(value)
                    .build();
        }
    }
}
