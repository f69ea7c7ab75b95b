package com.kaldrix.monitoring.common.architecture.broken.two;

import com.kaldrix.monitoring.common.architecture.broken.one.BrokenUtils;

/** Closes a cycle. */
public final class Other {
    /** Leads back. */
    public BrokenUtils.Port back;
}
