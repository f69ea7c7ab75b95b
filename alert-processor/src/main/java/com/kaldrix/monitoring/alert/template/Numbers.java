package com.kaldrix.monitoring.alert.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers and durations as Go writes them. */
final class Numbers {
    private static final int LARGE = 21;

    private Numbers() {}

    /** {@code %v} of a float64: the shortest digits that say it, with an exponent where it is very large or small. */
    static String general(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        return exponent < -4 || exponent >= LARGE ? scientific(digits, exponent) : digits.toPlainString();
    }

    private static String scientific(BigDecimal digits, int exponent) {
        String unscaled = digits.unscaledValue().abs().toString();
        String mantissa = unscaled.length() == 1 ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
        String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return (digits.signum() < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + size;
    }

    /** {@code %e} with so many digits after the point. */
    static String exponential(double number, int precision) {
        if (number == 0 || Double.isNaN(number) || Double.isInfinite(number)) {
            return number == 0 ? "0" + (precision > 0 ? "." + "0".repeat(precision) : "") + "e+00" : general(number);
        }
        BigDecimal exact = new BigDecimal(number);
        BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        BigDecimal digits = rounded.setScale(
                exponent < 0 ? precision - exponent : Math.max(precision - exponent, 0), RoundingMode.HALF_EVEN);
        StringBuilder unscaled = new StringBuilder(digits.unscaledValue().abs().toString());
        while (unscaled.length() < precision + 1) {
            unscaled.append('0');
        }
        String mantissa = unscaled.charAt(0) + (precision > 0 ? "." + unscaled.substring(1, precision + 1) : "");
        String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return (number < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + size;
    }

    /** {@code %f} with so many digits after the point. */
    static String fixed(double number, int precision) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return general(number);
        }
        String text = new BigDecimal(number)
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toPlainString();
        return number < 0 && !text.startsWith("-") ? "-" + text : text;
    }

    /** {@code time.Duration.String}: {@code 1h2m3.5s}. */
    static String duration(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        Duration size = duration.abs();
        String sign = duration.isNegative() ? "-" : "";
        if (size.toSeconds() == 0) {
            long nanos = size.toNanos();
            if (nanos < 1_000) {
                return sign + nanos + "ns";
            }
            return nanos < 1_000_000
                    ? sign + fraction(BigDecimal.valueOf(nanos, 3)) + "µs"
                    : sign + fraction(BigDecimal.valueOf(nanos, 6)) + "ms";
        }
        StringBuilder text = new StringBuilder(sign);
        if (size.toHours() > 0) {
            text.append(size.toHours()).append('h');
        }
        if (size.toMinutes() > 0) {
            text.append(size.toMinutesPart()).append('m');
        }
        BigDecimal seconds = BigDecimal.valueOf(size.toSecondsPart()).add(BigDecimal.valueOf(size.toNanosPart(), 9));
        return text.append(fraction(seconds)).append('s').toString();
    }

    private static String fraction(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Prometheus' {@code humanizeDuration}: {@code 1h 5m 3s}. */
    static String humanised(double seconds) {
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            return fourDigits(seconds);
        }
        if (seconds == 0) {
            return "0s";
        }
        double size = Math.abs(seconds);
        if (size < 1) {
            String[] prefixes = {"m", "u", "n", "p", "f", "a", "z", "y"};
            double rest = seconds;
            String prefix = "";
            for (int i = 0; i < prefixes.length && Math.abs(rest) < 1; i++) {
                rest *= 1000;
                prefix = prefixes[i];
            }
            return fourDigits(rest) + prefix + "s";
        }
        String sign = seconds < 0 ? "-" : "";
        long whole = (long) size;
        long days = whole / 86_400;
        long hours = whole / 3600 % 24;
        long minutes = whole / 60 % 60;
        if (days > 0) {
            return sign + days + "d " + hours + "h " + minutes + "m " + whole % 60 + "s";
        }
        if (hours > 0) {
            return sign + hours + "h " + minutes + "m " + whole % 60 + "s";
        }
        return minutes > 0 ? sign + minutes + "m " + whole % 60 + "s" : fourDigits(seconds) + "s";
    }

    private static String fourDigits(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number) || number == 0) {
            return general(number);
        }
        return general(new BigDecimal(number)
                .round(new MathContext(4, RoundingMode.HALF_EVEN))
                .doubleValue());
    }
}
