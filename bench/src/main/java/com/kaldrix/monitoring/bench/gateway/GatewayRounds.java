package com.kaldrix.monitoring.bench.gateway;

import com.kaldrix.monitoring.bench.fault.Pace;
import com.kaldrix.monitoring.local.remotewrite.Acknowledged;
import com.kaldrix.monitoring.local.remotewrite.LoadSender;
import com.kaldrix.monitoring.local.remotewrite.Version;
import com.kaldrix.monitoring.local.supervise.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Kills a gateway at random moments under load, and then looks for everything that it acknowledged. */
public final class GatewayRounds {
    /** Nothing that is on its way takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int SERIES = 2_000;
    private static final Duration PACE = Duration.ofMillis(100);
    private static final int LEAST_SAMPLES = 20_000;
    private static final int MORE_SAMPLES = 20_000;
    private static final int SHOWN = 20;

    private final GatewayStage stage;
    private final Settings settings;
    private final Consumer<String> progress;

    /**
     * What to do.
     *
     * @param kills how often the gateway is killed
     * @param seed decides the moments
     * @param version of remote write
     */
    public record Settings(int kills, long seed, Version version) {}

    /**
     * What came of it.
     *
     * @param acknowledged samples for which the gateway said that it has them
     * @param refused requests that it refused for good, by status
     * @param archived samples of the load in the archive, those that were sent again because of a kill twice
     * @param back for each kill, how long it took until the gateway was ready again
     * @param missingAtTarget in words, a line for each series, {@value #SHOWN} lines at most
     * @param missingInArchive likewise
     */
    public record Outcome(
            long acknowledged,
            Map<Integer, Long> refused,
            long archived,
            List<Duration> back,
            List<String> missingAtTarget,
            List<String> missingInArchive) {
        public Outcome {
            refused = Map.copyOf(refused);
            back = back.stream().sorted().toList();
            missingAtTarget = List.copyOf(missingAtTarget);
            missingInArchive = List.copyOf(missingInArchive);
        }

        /** Whether everything that was acknowledged is where it belongs, and nothing was refused. */
        public boolean clean() {
            return refused.isEmpty() && missingAtTarget.isEmpty() && missingInArchive.isEmpty();
        }
    }

    /** Rounds on that stage, which is up. */
    public GatewayRounds(GatewayStage stage, Settings settings, Consumer<String> progress) {
        this.stage = stage;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Does all of it.
     *
     * @throws TimeoutException when the gateway does not come up again or takes nothing
     */
    public Outcome run() throws IOException, InterruptedException, TimeoutException {
        Random random = new Random(settings.seed());
        List<Duration> back = new ArrayList<>();
        try (LoadSender sender = stage.load(SERIES, settings.version())) {
            Acknowledged acknowledged = sender.acknowledged();
            sender.start(Integer.MAX_VALUE, PACE);
            for (int kill = 1; kill <= settings.kills(); kill++) {
                awaitMore(acknowledged, LEAST_SAMPLES + random.nextInt(MORE_SAMPLES));
                back.add(killOnce());
                progress.accept("kill " + kill + " of " + settings.kills() + " after " + acknowledged.samples()
                        + " samples, ready again after " + back.getLast().toMillis() + " ms");
            }
            awaitMore(acknowledged, LEAST_SAMPLES);
            sender.stop();
            List<String> missingAtTarget = leftAtTarget(acknowledged);
            ArchivedLoad archived = settledArchive(acknowledged);
            return new Outcome(
                    acknowledged.samples(),
                    sender.refused(),
                    archived.samples(),
                    back,
                    missingAtTarget,
                    acknowledged.missing(archived, SHOWN));
        }
    }

    private static void awaitMore(Acknowledged acknowledged, long more) throws InterruptedException, TimeoutException {
        long wanted = acknowledged.samples() + more;
        Pace.until("samples to be acknowledged", PATIENCE, () -> acknowledged.samples() >= wanted);
    }

    private Duration killOnce() throws InterruptedException, TimeoutException {
        ServiceProcess gateway = stage.gateway();
        int starts = gateway.starts();
        long from = System.nanoTime();
        gateway.kill();
        Pace.until("the gateway to start again", PATIENCE, () -> gateway.starts() > starts && gateway.isReady());
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private List<String> leftAtTarget(Acknowledged acknowledged) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> missing = acknowledged.missing(stage.target().arrived(), SHOWN);
        while (!missing.isEmpty() && System.nanoTime() < deadline) {
            Pace.pause(Duration.ofMillis(500));
            missing = acknowledged.missing(stage.target().arrived(), SHOWN);
        }
        return missing;
    }

    private ArchivedLoad settledArchive(Acknowledged acknowledged) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ArchivedLoad archived = stage.archived();
        while (!acknowledged.missing(archived, 1).isEmpty() && System.nanoTime() < deadline) {
            Pace.pause(Duration.ofSeconds(1));
            archived = stage.archived();
        }
        return archived;
    }
}
