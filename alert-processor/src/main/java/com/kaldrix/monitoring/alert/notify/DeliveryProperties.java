package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.severity.Severity;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are sent.
 *
 * @param maxAge how long a message is tried
 * @param fallbackAfter when another channel is told as well
 * @param fallbackFor for which severities
 * @param retryFirst wait before the first further attempt; doubles each time
 * @param retryMost longest wait between two attempts
 * @param pollInterval how often to look for work that nobody announced
 * @param concurrency how many messages one channel takes at once
 * @param breaker when a channel counts as down
 * @param limits rate limits by kind of integration
 */
@Validated
@ConfigurationProperties("kaldrix.delivery")
record DeliveryProperties(
        @DefaultValue("24h") Duration maxAge,
        @DefaultValue("2m") Duration fallbackAfter,
        @DefaultValue({"P0", "P1", "P2"}) Set<Severity> fallbackFor,
        @DefaultValue("1s") Duration retryFirst,
        @DefaultValue("30s") Duration retryMost,
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("8") @Min(1) @Max(100) int concurrency,
        @DefaultValue Breaker breaker,
        @DefaultValue Map<String, Limit> limits) {

    DeliveryProperties {
        limits = Map.copyOf(limits);
        fallbackFor = Set.copyOf(fallbackFor);
    }

    /**
     * @param failures after how many failures in a row a channel counts as down
     * @param pause how long it is left alone then
     */
    record Breaker(
            @DefaultValue("5") @Min(1) int failures,
            @DefaultValue("5s") Duration pause) {}

    /**
     * @param interval time between two messages in the long run
     * @param burst how many may go at once after a pause
     */
    record Limit(
            Duration interval, @DefaultValue("1") @Min(1) int burst) {}

    Delivery.Patience patience() {
        return new Delivery.Patience(maxAge, fallbackAfter, fallbackFor);
    }

    /**
     * The limit of a kind: what is set; else what the vendors document: Slack one message a second for each webhook,
     * PagerDuty 120 events a minute for each key (a burst of 20 and 100 a minute never exceed it).
     */
    RateLimit limit(String kind) {
        Limit set = limits.get(kind);
        if (set != null) {
            return new RateLimit(set.interval(), set.burst());
        }
        return switch (kind) {
            case "slack" -> new RateLimit(Duration.ofSeconds(1), 1);
            case "pagerduty" -> new RateLimit(Duration.ofMillis(600), 20);
            default -> RateLimit.NONE;
        };
    }
}
