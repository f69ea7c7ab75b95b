package com.kaldrix.monitoring.compliance.audit.verify;

import java.nio.charset.StandardCharsets;

/** Reads the number of an entry without reading the rest of it. */
final class Sequence {
    /** In the canonical form {@code seq} comes last but one; within a text the quotes would have backslashes before them. */
    private static final byte[] MEMBER = ",\"seq\":".getBytes(StandardCharsets.UTF_8);

    private static final int MOST_DIGITS = 18;

    private Sequence() {}

    /** The number; -1 when there is none. */
    static long of(byte[] canonical) {
        for (int at = canonical.length - MEMBER.length; at >= 0; at--) {
            if (isMember(canonical, at)) {
                return number(canonical, at + MEMBER.length);
            }
        }
        return -1;
    }

    private static boolean isMember(byte[] bytes, int at) {
        for (int i = 0; i < MEMBER.length; i++) {
            if (bytes[at + i] != MEMBER[i]) {
                return false;
            }
        }
        return true;
    }

    private static long number(byte[] bytes, int from) {
        long number = -1;
        for (int at = from; at < bytes.length && at < from + MOST_DIGITS; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = Math.max(0, number) * 10 + digit;
        }
        return number;
    }
}
