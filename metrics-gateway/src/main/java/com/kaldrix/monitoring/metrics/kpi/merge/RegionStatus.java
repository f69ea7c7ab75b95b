package com.kaldrix.monitoring.metrics.kpi.merge;

import com.kaldrix.monitoring.common.region.Region;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a region reports.
 *
 * @param reporting whether each window that should have been reported by now was, up to the latest
 * @param late how much overdue the window after the last that it reported is; zero when it reports; empty when it has not reported since the start
 * @param replicas how many of its gateways report
 */
public record RegionStatus(Region region, boolean reporting, Optional<Duration> late, int replicas) {}
