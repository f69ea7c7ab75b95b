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

    private static final double MILLION = 1e6;
    private static final int PER_REQUEST = 2_000;
    private static final int CONNECTIONS = 4;

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Ingest.Load load;
    private final Clock clock;

    /**
     * What a run has cost.
     *
     * @param known processor seconds for a million samples of series that are known, with passing them on
     * @param fresh the same for samples of series that come for the first time
     * @param resident memory of the process after the known series, in bytes
     * @param peak the most that it had until then, in bytes
     * @param refused requests that were refused
     */
    record Cost(double known, double fresh, long resident, long peak, long refused) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f CPU-s per million, new series %.2f", known, fresh);
        }
    }

    IngestRun(Ingest.Load load, Clock clock) {
        this.load = load;
        this.clock = clock;
    }

    /** Measures a receiver that is up. */
    Cost of(Receiver receiver, Version version) throws IOException, InterruptedException {
        int warm = (int) Math.max(1, load.warmUp() / load.series());
        int ticks = (int) Math.max(1, load.measured() / load.series());
        Instant begin = clock.instant().minus(STEP.multipliedBy(warm + (long) ticks + 60));
        LoadShape shape = new LoadShape(load.series(), PER_REQUEST, CONNECTIONS, version, begin, STEP);
        Progress progress = new Progress(receiver);
        progress.send(shape, warm);
        double before = cpu(receiver.pid());
        progress.send(shape.at(warm), ticks);
        double known = (cpu(receiver.pid()) - before) / ((double) ticks * load.series() / MILLION);
        long resident = status(receiver.pid(), "VmRSS");
        long peak = status(receiver.pid(), "VmHWM");
        return new Cost(known, fresh(receiver, shape.at(warm + ticks), progress), resident, peak, progress.refused);
    }

    private double fresh(Receiver receiver, LoadShape shape, Progress progress)
            throws IOException, InterruptedException {
        LoadShape fresh = new LoadShape(
                load.series(), load.fresh(), PER_REQUEST, CONNECTIONS, shape.version(), shape.begin(), shape.step());
        progress.send(fresh, 1);
        double before = cpu(receiver.pid());
        progress.send(fresh.from(load.series() + load.fresh()), 1);
        return (cpu(receiver.pid()) - before) / (load.fresh() / MILLION);
    }

    /** What has been sent to a receiver. */
    private static final class Progress {
        private final Receiver receiver;
        private final long before;
        private long sent;
        private long refused;

        Progress(Receiver receiver) {
            this.receiver = receiver;
            this.before = receiver.forwarded().orElse(0L);
        }

        /** Sends so many samples of each series, and waits until they have been passed on where they are. */
        void send(LoadShape shape, int ticks) throws IOException, InterruptedException {
            try (LoadSender sender =
                    new LoadSender(shape, receiver.url(), receiver.token().orElse(null))) {
                sender.start(ticks, Duration.ZERO);
                if (!sender.await(LONGEST)) {
                    throw new IOException(receiver.name() + " does not take the load within " + LONGEST);
                }
                refused += sender.refused().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
            }
            sent += (long) ticks * shape.series();
            drained(receiver, before + sent);
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

    private static long status(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                        .filter(line -> line.startsWith(name))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                * 1024;
    }
}
