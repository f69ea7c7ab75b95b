package com.kaldrix.monitoring.alert.notify;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** One circuit breaker for each channel: a channel that is down is left alone for a while, and then tried with one message. */
@Component
class Breakers {
    private final CircuitBreakerRegistry registry;

    Breakers(DeliveryProperties properties, MeterRegistry meters) {
        registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(properties.breaker().failures())
                .minimumNumberOfCalls(properties.breaker().failures())
                .failureRateThreshold(100)
                .waitDurationInOpenState(properties.breaker().pause())
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
    }

    /** How many messages may be tried now, of {@code wanted}. */
    int permits(String channel, int wanted) {
        CircuitBreaker breaker = registry.circuitBreaker(channel);
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> wanted;
            case HALF_OPEN -> Math.min(1, wanted);
            // Whoever asks an open breaker for permission after its pause makes it half open.
            case OPEN, FORCED_OPEN -> {
                if (breaker.tryAcquirePermission()) {
                    breaker.releasePermission();
                    yield Math.min(1, wanted);
                }
                yield 0;
            }
        };
    }

    boolean acquire(String channel) {
        return registry.circuitBreaker(channel).tryAcquirePermission();
    }

    void record(String channel, Outcome outcome, long nanos) {
        CircuitBreaker breaker = registry.circuitBreaker(channel);
        switch (outcome) {
            case Outcome.Delivered ignored -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            // It answers: it is not down.
            case Outcome.Rejected ignored -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            case Outcome.RetryAfter ignored -> breaker.releasePermission();
            case Outcome.Unavailable failure ->
                breaker.onError(nanos, TimeUnit.NANOSECONDS, new ChannelDownException(failure.reason()));
            case Outcome.Unknown failure ->
                breaker.onError(nanos, TimeUnit.NANOSECONDS, new ChannelDownException(failure.reason()));
        }
    }

    /** Tells the breaker why; never thrown. */
    private static final class ChannelDownException extends RuntimeException {
        ChannelDownException(String reason) {
            super(reason, null, false, false);
        }
    }
}
