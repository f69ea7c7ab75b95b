package com.kaldrix.monitoring.compliance.report.text;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers how objects are written that come again and again: those that are the very same object, and a few thousand of them at most. For one
 * thread.
 */
public final class Memo<T> {
    private static final int MOST = 4_096;

    private final Function<T, byte[]> writing;
    private final Map<T, byte[]> known = new IdentityHashMap<>();

    public Memo(Function<T, byte[]> writing) {
        this.writing = writing;
    }

    /** How it is written; not to be changed. */
    public byte[] of(T object) {
        byte[] bytes = known.get(object);
        if (bytes == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            bytes = writing.apply(object);
            known.put(object, bytes);
        }
        return bytes;
    }
}
