package com.kaldrix.monitoring.metrics.ingest.scrape.text;

import java.nio.charset.StandardCharsets;

/** Reads numbers as Go's {@code strconv.ParseFloat} does, without hexadecimal and underscores, as Prometheus asks for. */
final class Numbers {
    /** The one NaN that means "not a number", and not "stale". */
    static final double NAN = Double.longBitsToDouble(0x7ff8000000000001L);

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** Below this, a whole number has no more than 53 bits, so that one multiplication or division is exact. */
    private static final long EXACT = 1L << 53;

    private static final int LONGEST = 1024;

    private Numbers() {}

    /**
     * Reads one.
     *
     * @throws NumberFormatException when these bytes are none, or one beyond what a double holds
     */
    static double parse(byte[] bytes, int from, int end) {
        int at = from;
        boolean negative = false;
        if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at] == '-';
            at++;
        }
        if (at < end && (bytes[at] | 0x20) >= 'a') {
            return word(bytes, from, at, end, negative);
        }
        long mantissa = 0;
        int digits = 0;
        int significant = 0;
        int scale = 0;
        boolean point = false;
        for (; at < end; at++) {
            byte b = bytes[at];
            if (b >= '0' && b <= '9') {
                digits++;
                if (significant > 0 || b != '0') {
                    significant++;
                }
                if (significant <= 18) {
                    mantissa = mantissa * 10 + (b - '0');
                }
                if (point) {
                    scale--;
                }
            } else if (b == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            throw none(bytes, from, end);
        }
        if (at < end) {
            int exponent = exponent(bytes, from, at, end);
            if (exponent > 400 || exponent < -400) {
                return slow(bytes, from, end);
            }
            scale += exponent;
        }
        if (significant <= 18 && mantissa <= EXACT && scale >= -22 && scale <= 22) {
            double value = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
            return negative ? -value : value;
        }
        return slow(bytes, from, end);
    }

    private static int exponent(byte[] bytes, int from, int mark, int end) {
        int at = mark;
        if ((bytes[at] | 0x20) != 'e') {
            throw none(bytes, from, end);
        }
        at++;
        boolean negative = false;
        if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at] == '-';
            at++;
        }
        if (at == end) {
            throw none(bytes, from, end);
        }
        int exponent = 0;
        for (; at < end; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                throw none(bytes, from, end);
            }
            exponent = Math.min(exponent * 10 + (bytes[at] - '0'), 100_000);
        }
        return negative ? -exponent : exponent;
    }

    private static double slow(byte[] bytes, int from, int end) {
        if (end - from > LONGEST) {
            throw none(bytes, from, from + 20);
        }
        double value = Double.parseDouble(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("the number is too large");
        }
        return value;
    }

    private static double word(byte[] bytes, int from, int at, int end, boolean negative) {
        boolean signed = at > from;
        if (is(bytes, at, end, "inf") || is(bytes, at, end, "infinity")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (is(bytes, at, end, "nan") && !signed) {
            return NAN;
        }
        throw none(bytes, from, end);
    }

    private static boolean is(byte[] bytes, int from, int end, String word) {
        if (end - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((bytes[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static NumberFormatException none(byte[] bytes, int from, int end) {
        String text = new String(bytes, from, Math.min(end - from, 40), StandardCharsets.UTF_8);
        return new NumberFormatException("'" + text + "' is no number");
    }
}
