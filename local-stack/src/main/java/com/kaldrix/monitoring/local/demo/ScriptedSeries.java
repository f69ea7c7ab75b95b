package com.kaldrix.monitoring.local.demo;

import java.util.Map;

/**
 * A series of the night.
 *
 * @param region where
 * @param component of what
 * @param metric its name
 * @param script what it says
 */
record ScriptedSeries(String region, String component, String metric, Script script) {
    /** What a series says. */
    @FunctionalInterface
    interface Script {
        /**
         * The mean of a window; not a number when it says nothing.
         *
         * @param window its number, from 0
         * @param minute of the story at its end; far below zero in what lies before the story
         */
        double at(int window, double minute);
    }

    Map<String, String> labels() {
        return Map.of("__name__", metric, "component", component, "region", region);
    }
}
