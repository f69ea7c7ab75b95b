package com.kaldrix.monitoring.common.objects;

import java.time.Instant;

/**
 * An object as a listing shows it.
 *
 * @param size in bytes
 * @param modified when it was written last, by the store's clock
 */
public record ObjectEntry(String key, long size, Instant modified) {}
