package com.kaldrix.monitoring.local.supervise;

import java.util.List;

/** A process that did not come up. The message says why, in one sentence, and is followed by the end of its log. */
public final class ServiceFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceFailedException(String reason, List<String> lastLines) {
        super(lastLines.isEmpty() ? reason : reason + "\n  | " + String.join("\n  | ", lastLines));
    }
}
