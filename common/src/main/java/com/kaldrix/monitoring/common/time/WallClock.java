package com.kaldrix.monitoring.common.time;

import java.time.Clock;

/**
 * The time as other machines see it, never scaled: for what they say, such as when a queue took a message.
 *
 * @param clock the system's clock
 */
public record WallClock(Clock clock) {}
