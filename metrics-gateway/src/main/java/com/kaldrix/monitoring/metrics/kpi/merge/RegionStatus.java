package com.kaldrix.monitoring.metrics.kpi.merge;

import com.kaldrix.monitoring.common.region.Region;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a region reports.
 *
 * @param reporting whether what it reported last is as recent as it should be
 * @param late how much later than it should be; zero when it reports; empty when it has not reported since the start
 * @param replicas how many of its gateways report
 */
public record RegionStatus(Region region, boolean reporting, Optional<Duration> late, int replicas) {}
