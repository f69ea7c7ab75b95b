package com.kaldrix.monitoring.alert.notify;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The point of one transmission after which nobody can say any more that the other side has not taken it. The sender passes
 * it once, just before the content goes out; the one who waits can call the transmission off before that, and then the
 * content certainly never goes out.
 */
public final class Handover {
    private enum State {
        HELD,
        BEGUN,
        CALLED_OFF
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.HELD);

    /** Passes the point: true for the first caller, false when it was passed before or called off. */
    public boolean begin() {
        return state.compareAndSet(State.HELD, State.BEGUN);
    }

    /** Calls the transmission off: true when the content has not gone out and never will. */
    public boolean callOff() {
        state.compareAndSet(State.HELD, State.CALLED_OFF);
        return state.get() == State.CALLED_OFF;
    }
}
