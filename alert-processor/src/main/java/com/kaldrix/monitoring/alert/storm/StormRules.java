package com.kaldrix.monitoring.alert.storm;

/** The rule of the configuration in force. */
@FunctionalInterface
public interface StormRules {
    /** Another one after the configuration has been loaded anew. */
    StormRule current();
}
