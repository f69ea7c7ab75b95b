package com.kaldrix.monitoring.alert.notify.sns;

import com.kaldrix.monitoring.alert.notify.Handover;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What an exception of the SDK means for a message. */
final class SnsFailure {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int WORDS = 200;
    private static final int DEPTH = 10;

    /** Refused now, but a matter of time: credentials are renewed, clocks are set. */
    private static final Set<String> PASSING = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "RequestTimeTooSkewed",
            "KMSThrottling",
            "ConcurrentAccess",
            "StaleTag");

    private SnsFailure() {}

    static Outcome outcome(Throwable failure, Handover handover) {
        if (failure instanceof AwsServiceException answer) {
            return answered(answer);
        }
        String before = notReached(failure);
        if (before != null) {
            handover.callOff();
            return new Outcome.Unavailable("SNS cannot be reached: " + before);
        }
        return handover.callOff()
                ? new Outcome.Unavailable("not sent to SNS: " + words(failure))
                : new Outcome.Unknown("no answer from SNS: " + words(failure));
    }

    private static Outcome answered(AwsServiceException answer) {
        String code = answer.awsErrorDetails() == null
                ? ""
                : String.valueOf(answer.awsErrorDetails().errorCode());
        String message = answer.awsErrorDetails() == null
                ? ""
                : String.valueOf(answer.awsErrorDetails().errorMessage());
        int status = answer.statusCode();
        String reason = PlainText.line("SNS answered " + status + " " + code + ": " + message, WORDS);
        if (answer.isThrottlingException() || status == 429) {
            return new Outcome.RetryAfter(PATIENCE, reason);
        }
        if (status == 502 || status == 504) {
            return new Outcome.Unknown(reason);
        }
        return status >= 500 || status == 408 || PASSING.contains(code)
                ? new Outcome.Unavailable(reason)
                : new Outcome.Rejected(reason);
    }

    /** Why the service has certainly not seen the request; null when it may have. */
    private static @Nullable String notReached(Throwable failure) {
        Throwable current = failure;
        for (int i = 0; i < DEPTH && current != null; i++) {
            if (current instanceof UnknownHostException) {
                return "the host name is not known";
            }
            if (current instanceof ConnectTimeoutException) {
                return "no connection in time";
            }
            if (current instanceof ConnectException || current instanceof NoRouteToHostException) {
                return "connection refused";
            }
            if (current instanceof SSLHandshakeException || current instanceof SSLPeerUnverifiedException) {
                return "TLS failed: " + words(current);
            }
            current = current.getCause();
        }
        return null;
    }

    private static String words(Throwable failure) {
        return PlainText.line(String.valueOf(failure.getMessage()), WORDS);
    }
}
