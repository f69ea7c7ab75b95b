package com.kaldrix.monitoring.common.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Loads the configuration anew at the signal HUP, as Prometheus and Alertmanager do, where the platform has it. A process has one
 * handler for all of them: they may start and stop in any order.
 */
public final class HangUp implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);
    private static final String NAME = "HUP";

    private static final List<HangUp> LISTENING = new CopyOnWriteArrayList<>();

    private static SignalHandler before = SignalHandler.SIG_DFL;

    private final Consumer<String> reload;
    private volatile boolean running;

    /** @param reload what to do; is told the name of the signal */
    public HangUp(Consumer<String> reload) {
        this.reload = reload;
    }

    @Override
    public void start() {
        synchronized (LISTENING) {
            if (LISTENING.isEmpty()) {
                try {
                    before = Signal.handle(
                            new Signal(NAME), signal -> LISTENING.forEach(one -> one.reload.accept(NAME)));
                } catch (IllegalArgumentException none) {
                    LOG.atInfo().log(
                            "This platform has no signal HUP: the configuration is loaded anew by POST /-/reload alone");
                    return;
                }
            }
            LISTENING.add(this);
            running = true;
        }
    }

    @Override
    public void stop() {
        synchronized (LISTENING) {
            running = false;
            if (LISTENING.remove(this) && LISTENING.isEmpty()) {
                Signal.handle(new Signal(NAME), before);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
