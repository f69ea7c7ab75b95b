package com.kaldrix.monitoring.metrics.ingest.scrape.text;

import com.kaldrix.monitoring.metrics.intake.MetricType;

/** What a line of metadata says of a family of metrics. */
public sealed interface Metadata {
    /** The family. */
    String family();

    /** A line {@code # TYPE}. */
    record Type(String family, MetricType type) implements Metadata {}

    /** A line {@code # HELP}. */
    record Help(String family, String help) implements Metadata {}

    /** A line {@code # UNIT}. */
    record Unit(String family, String unit) implements Metadata {}
}
