package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.common.secret.Secret;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies that a webhook (v3) comes from PagerDuty: developer.pagerduty.com, "Verifying webhook signatures". */
final class PagerDutySignature {
    private final List<Secret> secrets;

    PagerDutySignature(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** Whether one of the signatures in the header, separated by commas, is by one of the secrets. */
    boolean verifies(@Nullable String header, byte[] body) {
        return header != null
                && secrets.stream()
                        .map(secret -> "v1=" + Hmac.of(secret, body))
                        .anyMatch(right -> Arrays.stream(header.split(",", 10))
                                .anyMatch(given -> Hmac.same(right, given.strip())));
    }
}
