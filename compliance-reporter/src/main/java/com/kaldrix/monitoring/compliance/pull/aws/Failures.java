package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.pull.PullFailedException;
import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import java.util.Locale;
import java.util.Set;

/**
 * What errors of AWS mean.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">AWS SDKs and Tools, retry behavior</a>
 */
final class Failures {
    private static final int SERVER = 500;
    private static final int TOO_MANY = 429;
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;
    private static final Set<String> THROTTLING = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "LimitExceededException",
            "SlowDown",
            "PriorRequestNotComplete",
            "TransactionInProgressException",
            "EC2ThrottledException");
    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "UnrecognizedClient",
            "InvalidAccessKeyId",
            "AuthFailure",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "RequestTimeTooSkewed");
    private static final Set<String> REGION_OFF = Set.of("OptInRequired", "SubscriptionRequiredException");
    private static final Set<String> NOT_ENABLED =
            Set.of("NoAvailableConfigurationRecorderException", "InvalidAccessException");
    private static final Set<String> REFUSED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "UnauthorizedException",
            "NotAuthorized",
            "InsufficientPrivilegesException",
            "OrganizationsAccessDeniedException");
    private static final Set<String> PLACE_LOST = Set.of("InvalidNextTokenException", "InvalidNextToken");
    private static final Set<String> CLOCK =
            Set.of("RequestExpired", "RequestTimeTooSkewed", "InvalidSignatureException", "SignatureDoesNotMatch");

    private Failures() {}

    /** Whether the same question may be answered a moment later. */
    static boolean mayPass(AwsAnswerException failure) {
        return failure.status() == 0
                || failure.status() >= SERVER
                || failure.status() == TOO_MANY
                || THROTTLING.contains(failure.code());
    }

    /** Whether it may be that our clock is not AWS's. */
    static boolean mayBeClock(AwsAnswerException failure) {
        return CLOCK.contains(failure.code());
    }

    /**
     * What it means for the look.
     *
     * @param goesOn whether the question named a place where to go on
     */
    static PullFailedException explained(AwsAnswerException failure, boolean goesOn) {
        return new PullFailedException(reason(failure, goesOn), failure.words(), failure);
    }

    private static Reason reason(AwsAnswerException failure, boolean goesOn) {
        String code = failure.code();
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        boolean aboutPlace = message.contains("token") && !CREDENTIALS.contains(code) && failure.status() < SERVER;
        if (THROTTLING.contains(code) || failure.status() == TOO_MANY) {
            return Reason.THROTTLED;
        }
        if (CREDENTIALS.contains(code)) {
            return Reason.CREDENTIALS;
        }
        if (PLACE_LOST.contains(code) || (goesOn && aboutPlace)) {
            return Reason.PLACE_LOST;
        }
        if (REGION_OFF.contains(code)) {
            return Reason.REGION_OFF;
        }
        if (NOT_ENABLED.contains(code) || message.contains("not enabled") || message.contains("not subscribed")) {
            return Reason.NOT_ENABLED;
        }
        if (REFUSED.contains(code) || failure.status() == FORBIDDEN || failure.status() == UNAUTHORIZED) {
            return Reason.REFUSED;
        }
        return failure.status() == 0 || failure.status() >= SERVER ? Reason.UNAVAILABLE : Reason.NOT_UNDERSTOOD;
    }
}
