package com.kaldrix.monitoring.common.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs one {@link Work} from the start of the service to its end, through every failure. */
public final class Worker implements SmartLifecycle, Work.Wake {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final Work work;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean running;
    private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

    /** @param wakeUp what ends its pauses */
    public Worker(Work work, Bell wakeUp) {
        this.work = work;
        wakeUp.add(this);
    }

    @Override
    public void now() {
        bell.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name(work.name()).start(this::loop);
    }

    private void loop() {
        boolean failing = false;
        while (running) {
            Duration pause;
            try {
                bell.drainPermits();
                pause = work.run(this);
                if (failing) {
                    LOG.atInfo().addKeyValue("work", work.name()).log("Works again");
                }
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.atWarn().setCause(e).addKeyValue("work", work.name()).log("Failed; goes on trying");
                }
                failing = true;
                pause = AFTER_FAILURE;
            }
            if (running && !rest(pause)) {
                return;
            }
        }
    }

    private boolean rest(Duration pause) {
        try {
            var unused = bell.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
        now();
        try {
            thread.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        work.stop(STOP);
    }

    /** Beside the others, so that several that are busy take no longer to stop than the one that takes longest. */
    @Override
    public void stop(Runnable stopped) {
        Thread.ofVirtual().name("stop-" + work.name()).start(() -> {
            try {
                stop();
            } finally {
                stopped.run();
            }
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server: what is accepted last is still grouped and sent by another replica. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 2048;
    }
}
