package com.kaldrix.monitoring.common.event;

/**
 * What one of the suite's own events carries. Every implementation is a record whose {@code TYPE} names it on the wire, and
 * has a folder {@code contracts/<TYPE>/} on the class path with its JSON Schema, golden samples and a README. Fields may be
 * added within a version, so readers ignore what they do not know; anything else is a new version with a new type.
 */
public sealed interface Contract
        permits AlertSignal,
                AlertLifecycle,
                AuditWrite,
                Notice,
                MetricBatch,
                KpiPartial,
                MetricElection,
                MetricWatch,
                RemediationRequest,
                RemediationResult,
                RegionHeartbeat {
    /** The CloudEvents {@code type} of this contract, such as {@code com.kaldrix.alert.signal.v1}. */
    String type();
}
