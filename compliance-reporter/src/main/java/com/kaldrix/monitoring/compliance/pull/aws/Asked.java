package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.pull.Access;
import com.kaldrix.monitoring.compliance.pull.PullFailedException;
import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.JsonNode;

/** A service that is asked no more often than agreed, and again when it did not answer for now. Safe for several threads. */
final class Asked {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double TWICE = 2;
    private static final double HALF = 0.5;

    private final AwsApi api;
    private final Retry retry;
    private final RateLimiter limiter;

    /** @param name of the limits */
    Asked(AwsApi api, Access.Calls calls, String name) {
        this.api = api;
        this.limiter = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(calls.perSecond())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(PATIENCE)
                        .build());
        this.retry = Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(calls.attempts())
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(
                                calls.firstPause(), TWICE, HALF, calls.longestPause()))
                        .retryOnException(e -> e instanceof AwsAnswerException failure && Failures.mayPass(failure))
                        .build());
    }

    /**
     * Asks.
     *
     * @throws PullFailedException when there is no answer after all attempts, or it is a refusal
     */
    JsonNode ask(Function<AwsApi, JsonNode> question) {
        return ask(question, false);
    }

    /**
     * Asks for a page.
     *
     * @param goesOn whether the question names a place where to go on, which may have been forgotten
     * @throws PullFailedException when there is no answer after all attempts, or it is a refusal
     */
    JsonNode ask(Function<AwsApi, JsonNode> question, boolean goesOn) {
        Supplier<JsonNode> limited = RateLimiter.decorateSupplier(limiter, () -> question.apply(api));
        try {
            return Retry.decorateSupplier(retry, limited).get();
        } catch (AwsAnswerException e) {
            throw Failures.explained(e, goesOn);
        } catch (RequestNotPermitted e) {
            throw new PullFailedException(Reason.THROTTLED, "too many questions wait for our own limit", e);
        } catch (AwsServiceException e) {
            // From STS, when a role is assumed.
            String code = e.awsErrorDetails() == null
                    ? ""
                    : String.valueOf(e.awsErrorDetails().errorCode());
            throw Failures.explained(
                    new AwsAnswerException(e.statusCode(), code, "the role cannot be assumed: " + e.getMessage()),
                    false);
        } catch (SdkException e) {
            throw new PullFailedException(Reason.UNAVAILABLE, "no answer: " + e.getMessage(), e);
        }
    }
}
