package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.common.work.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Asks from the start of the service to its end, several targets at a time. */
final class PullWorkers implements SmartLifecycle {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Collector collector;
    private final List<Worker> workers = new ArrayList<>();

    PullWorkers(Collector collector, int count) {
        this.collector = collector;
        Bell nobody = new Bell();
        for (int i = 0; i < count; i++) {
            workers.add(new Worker(new Asking(collector, i), nobody));
        }
    }

    /** Asks whoever is due, and pauses when nobody is. */
    private record Asking(Collector collector, int number) implements Work {
        @Override
        public String name() {
            return "pull-" + number;
        }

        @Override
        public Duration run(Wake wake) {
            collector.begin();
            while (collector.collect()) {
                // Until nobody is due.
            }
            return PAUSE;
        }
    }

    @Override
    public void start() {
        collector.go();
        workers.forEach(Worker::start);
    }

    @Override
    public void stop() {
        collector.stop();
        workers.forEach(Worker::stop);
    }

    @Override
    public boolean isRunning() {
        return workers.getFirst().isRunning();
    }

    @Override
    public int getPhase() {
        return workers.getFirst().getPhase();
    }
}
