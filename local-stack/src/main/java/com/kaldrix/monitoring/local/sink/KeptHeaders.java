package com.kaldrix.monitoring.local.sink;

import java.util.Set;

/** Which headers a receipt keeps: named ones only, so that no credential can slip in. */
final class KeptHeaders {
    private static final Set<String> NAMES =
            Set.of("content-type", "user-agent", "traceparent", "tracestate", "idempotency-key", "message-id", "date");
    private static final String OURS = "x-kaldrix-";

    private KeptHeaders() {}

    static boolean keeps(String lowerCaseName) {
        return NAMES.contains(lowerCaseName)
                || (lowerCaseName.startsWith(OURS)
                        && !lowerCaseName.contains("token")
                        && !lowerCaseName.contains("secret")
                        && !lowerCaseName.contains("signature"));
    }
}
