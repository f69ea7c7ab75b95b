package com.kaldrix.monitoring.alert.route;

/** The routing tree of the configuration in force. */
@FunctionalInterface
public interface Routes {
    /** The root; another one after the configuration has been loaded anew. */
    Route root();
}
