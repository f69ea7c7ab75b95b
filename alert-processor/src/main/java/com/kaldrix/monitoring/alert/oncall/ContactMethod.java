package com.kaldrix.monitoring.alert.oncall;

import com.kaldrix.monitoring.alert.receiver.Integration;
import java.time.Duration;

/**
 * A means by which a person is told.
 *
 * @param after how long after the page has begun, as long as nobody has answered; zero for at once
 * @param integration by which means
 */
public record ContactMethod(Duration after, Integration integration) {
    public ContactMethod {
        if (after.isNegative()) {
            throw new IllegalArgumentException("nobody is told before the page has begun");
        }
    }
}
