package com.kaldrix.monitoring.alert.intake.queue;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/** Decides, in one place, whether a failure to keep something passes by itself or lies in what was to be kept. */
final class Failures {
    private Failures() {}

    /** Whether trying again later may succeed. */
    static boolean passes(RuntimeException failure) {
        return !(failure instanceof DataIntegrityViolationException
                || failure instanceof InvalidDataAccessResourceUsageException);
    }
}
