package com.kaldrix.monitoring.alert.remediation.action;

/** Where something is called. */
final class Regions {
    private Regions() {}

    /** The region that an order names; the service's own for none, and for what is nowhere in particular. */
    static String orHome(String region, String home) {
        return region.isEmpty() || region.equals("global") ? home : region;
    }
}
