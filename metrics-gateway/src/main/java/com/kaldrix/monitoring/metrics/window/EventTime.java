package com.kaldrix.monitoring.metrics.window;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a window is over: as soon as something was accepted, or it is clear that nothing will be, at a time that lies
 * {@code lateness} behind its end. As it goes by when blocks were accepted, reading them again closes the same windows with the
 * same content. All times are milliseconds since the epoch. For one thread.
 */
public final class EventTime {
    /** A clock that goes back by more than this was set; less is the way of clocks. */
    static final long CLOCK_SET = 120_000;

    /** After a pause of this length nothing is left to be said about the windows in it. */
    static final long LONG_PAUSE = 900_000;

    /** No clock that is kept is ahead by more. */
    static final long FARTHEST_AHEAD = 300_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventTime.class);
    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final long window;
    private final long lateness;
    private long now = NOT_BEGUN;
    private long next = NOT_BEGUN;

    /** Is told what happens to time. */
    public interface Listener {
        /** A window is over: from {@code start} to before {@code end}. */
        void close(long start, long end);

        /** The clock was set back: times from before cannot be compared with those from now on. Open windows are closed before. */
        void clockWasSet();
    }

    public EventTime(Duration window, Duration lateness) {
        this.window = window.toMillis();
        this.lateness = lateness.toMillis();
    }

    /** It is at least this late; closes the windows that are over by that. */
    public void reached(long time, Listener listener) {
        if (now == NOT_BEGUN) {
            now = time;
            next = floor(time - lateness);
        } else if (time < now - CLOCK_SET) {
            LOG.atWarn()
                    .addKeyValue("from", now)
                    .addKeyValue("to", time)
                    .log("The clock was set back; windows that are open end here, and others begin anew");
            closeUntil(floor(now) + window, listener);
            listener.clockWasSet();
            now = time;
            next = floor(time - lateness);
        } else if (time > now) {
            if (time - now > LONG_PAUSE) {
                closeUntil(now + Increase.LONGEST_GAP, listener);
                next = Math.max(next, floor(time - lateness));
            }
            now = time;
        }
        closeUntil(now - lateness, listener);
    }

    private void closeUntil(long time, Listener listener) {
        while (next + window <= time) {
            long start = next;
            next = start + window;
            listener.close(start, next);
        }
    }

    private long floor(long time) {
        return Math.floorDiv(time, window) * window;
    }

    /** When the earliest window begins that is still open; what is earlier is late. */
    public long open() {
        return next;
    }

    /** What is later than this is of a clock that cannot be right: at least five minutes from now, however long samples are waited for. */
    public long farthest() {
        return next + window + lateness + FARTHEST_AHEAD;
    }

    /** The latest time that it was told. */
    public long now() {
        return now;
    }
}
