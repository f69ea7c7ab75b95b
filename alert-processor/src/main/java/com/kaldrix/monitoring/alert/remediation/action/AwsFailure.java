package com.kaldrix.monitoring.alert.remediation.action;

import com.kaldrix.monitoring.alert.remediation.Progress;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What it means that a call of AWS which begins something was not answered as it should be. */
final class AwsFailure {
    private AwsFailure() {}

    /** What was refused was not begun; of anything else nobody knows. */
    static Progress of(SdkException failure) {
        String words = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        return failure instanceof AwsServiceException service
                        && service.statusCode() >= 400
                        && service.statusCode() < 500
                ? new Progress.Failed("refused: " + words)
                : new Progress.Unclear(words);
    }
}
