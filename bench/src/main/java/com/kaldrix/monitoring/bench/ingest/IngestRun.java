package com.kaldrix.monitoring.bench.ingest;

import com.kaldrix.monitoring.local.remotewrite.LoadSender;
import com.kaldrix.monitoring.local.remotewrite.LoadShape;
import com.kaldrix.monitoring.local.remotewrite.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Sends a load to a receiver, first to warm it up and then to measure. */
final class IngestRun {
    /** What the kernel counts processor time in ({@code sysconf(_SC_CLK_TCK)}), a hundredth of a second on Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final int series;
    private final long warmUp;
    private final long measured;
    private final Clock clock;

    /**
     * What a run has cost.
     *
     * @param cpuPerMillion processor seconds for a million samples, those spent on passing them on among them
     * @param resident the most memory that the process had, in bytes
     * @param refused requests that were refused
     */
    record Cost(double cpuPerMillion, long resident, long refused) {
        String cpu() {
            return String.format(Locale.ROOT, "%.2f", cpuPerMillion);
        }
    }

    IngestRun(int series, long warmUp, long measured, Clock clock) {
        this.series = series;
        this.warmUp = warmUp;
        this.measured = measured;
        this.clock = clock;
    }

    /** Measures a receiver that is up. */
    Cost of(Receiver receiver, Version version) throws IOException, InterruptedException {
        int warmTicks = (int) Math.max(1, warmUp / series);
        int ticks = (int) Math.max(1, measured / series);
        Duration step = Duration.ofSeconds(1);
        Instant begin = clock.instant().minus(step.multipliedBy(warmTicks + (long) ticks + 60));
        long before = receiver.forwarded().orElse(0L);
        long refused = send(receiver, version, begin, warmTicks);
        drained(receiver, before + (long) warmTicks * series);
        double cpu = cpu(receiver.pid());
        refused += send(receiver, version, begin.plus(step.multipliedBy(warmTicks)), ticks);
        drained(receiver, before + (long) (warmTicks + ticks) * series);
        double spent = cpu(receiver.pid()) - cpu;
        return new Cost(spent / ((double) ticks * series / 1e6), peak(receiver.pid()), refused);
    }

    private long send(Receiver receiver, Version version, Instant begin, int ticks)
            throws IOException, InterruptedException {
        LoadShape shape = new LoadShape(series, 2_000, 4, version, begin, Duration.ofSeconds(1));
        try (LoadSender sender =
                new LoadSender(shape, receiver.url(), receiver.token().orElse(null))) {
            sender.start(ticks, Duration.ZERO);
            if (!sender.await(LONGEST)) {
                throw new IOException(receiver.name() + " does not take the load within " + LONGEST);
            }
            return sender.refused().values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static void drained(Receiver receiver, long wanted) throws IOException, InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (receiver.forwarded().isPresent() && receiver.forwarded().get() < wanted) {
            if (System.nanoTime() > until) {
                throw new IOException(receiver.name() + " has passed on "
                        + receiver.forwarded().get() + " samples of " + wanted + " within " + LONGEST);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static double cpu(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static long peak(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                * 1024;
    }
}
