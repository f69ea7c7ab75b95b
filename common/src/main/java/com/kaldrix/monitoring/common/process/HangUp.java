package com.kaldrix.monitoring.common.process;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Loads the configuration anew at the signal HUP, as Prometheus and Alertmanager do, where the platform has it. */
public final class HangUp implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);
    private static final String NAME = "HUP";

    private final Consumer<String> reload;
    private SignalHandler before = SignalHandler.SIG_DFL;
    private volatile boolean running;

    /** @param reload what to do; is told the name of the signal */
    public HangUp(Consumer<String> reload) {
        this.reload = reload;
    }

    @Override
    public void start() {
        try {
            before = Signal.handle(new Signal(NAME), signal -> reload.accept(NAME));
            running = true;
        } catch (IllegalArgumentException none) {
            LOG.atInfo().log(
                    "This platform has no signal HUP: the configuration is loaded anew by POST /-/reload alone");
        }
    }

    @Override
    public void stop() {
        Signal.handle(new Signal(NAME), before);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
