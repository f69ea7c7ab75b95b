package com.kaldrix.monitoring.alert.flap;

/** The rule of the configuration in force. */
@FunctionalInterface
public interface FlapRules {
    /** Another one after the configuration has been loaded anew. */
    FlapRule current();
}
