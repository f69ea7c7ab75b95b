package com.kaldrix.monitoring.alert.remediation.action;

import com.kaldrix.monitoring.alert.remediation.Executor;
import com.kaldrix.monitoring.alert.remediation.Progress;

/** Where something is called. */
final class Regions {
    private Regions() {}

    /** The region that an order names; the service's own for none, and for what is nowhere in particular. */
    static String orHome(String region, String home) {
        return region.isEmpty() || region.equals("global") ? home : region;
    }

    /** What it means that there is no such region. */
    static Progress refused(Executor.Task task) {
        return new Progress.Failed("there is no region '" + task.order().get("region") + "': nothing was begun");
    }
}
