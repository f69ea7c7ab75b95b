package com.kaldrix.monitoring.alert.storm;

/**
 * When one page stands for many incidents.
 *
 * @param incidents how many may be opened for a receiver within a minute before one page stands for all further ones; 0 for any
 *     number
 */
public record StormRule(int incidents) {
    /** What holds unless the configuration says otherwise. */
    public static final StormRule USUAL = new StormRule(60);

    public StormRule {
        if (incidents < 0) {
            throw new IllegalArgumentException("incidents must not be negative");
        }
    }

    public boolean off() {
        return incidents == 0;
    }
}
