package com.kaldrix.monitoring.common.problem;

import java.io.IOException;
import org.springframework.util.unit.DataSize;

/** A body goes on after its limit. */
final class PayloadTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    PayloadTooLargeException(DataSize limit) {
        super("a body has at most " + limit.toBytes() + " bytes");
    }
}
