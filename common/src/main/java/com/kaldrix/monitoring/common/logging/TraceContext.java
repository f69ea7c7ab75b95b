package com.kaldrix.monitoring.common.logging;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Where this work belongs among all the work that one cause set off (W3C Trace Context, level 1). It stands in each log line
 * written in its {@linkplain #enter() scope} and travels with requests and events as {@code traceparent}.
 *
 * @param traceId the whole, 32 lower-case hexadecimal digits, not all zero
 * @param spanId this part of it, 16 lower-case hexadecimal digits, not all zero
 * @param sampled whether the caller may have recorded it
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
    /** The name of the HTTP header and of the event attribute. */
    public static final String HEADER = "traceparent";

    private static final String TRACE = "trace.id";
    private static final String SPAN = "span.id";
    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final RandomGenerator RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException if an id is not of its form */
    public TraceContext {
        if (!TRACE_ID.matcher(traceId).matches() || !SPAN_ID.matcher(spanId).matches()) {
            throw new IllegalArgumentException("no trace id and span id: " + traceId + ", " + spanId);
        }
    }

    /** A work log entries of which are to be told apart from all others. */
    public interface Scope extends AutoCloseable {
        /** Brings back what was before. */
        @Override
        void close();
    }

    /** Work that nothing known set off. */
    public static TraceContext begin() {
        return new TraceContext(hex(16), hex(8), false);
    }

    /** Reads a {@code traceparent}; empty when it is null or not of the form that the standard gives. */
    public static Optional<TraceContext> parse(@Nullable String traceparent) {
        if (traceparent == null) {
            return Optional.empty();
        }
        Matcher parts = TRACEPARENT.matcher(traceparent);
        if (!parts.matches() || (parts.group(1).equals("00") && parts.group(5) != null)) {
            return Optional.empty();
        }
        String trace = parts.group(2);
        String span = parts.group(3);
        if (!TRACE_ID.matcher(trace).matches() || !SPAN_ID.matcher(span).matches()) {
            return Optional.empty();
        }
        return Optional.of(new TraceContext(trace, span, (Integer.parseInt(parts.group(4), 16) & 1) == 1));
    }

    /** The context in whose scope this thread is; empty outside any. */
    public static Optional<TraceContext> current() {
        String trace = MDC.get(TRACE);
        String span = MDC.get(SPAN);
        return trace == null || span == null ? Optional.empty() : Optional.of(new TraceContext(trace, span, false));
    }

    /** A new part of the same whole. */
    public TraceContext child() {
        return new TraceContext(traceId, hex(8), sampled);
    }

    /** As it is written in headers and events. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    /** Makes this the context of the current thread until the scope is closed. */
    public Scope enter() {
        String outerTrace = MDC.get(TRACE);
        String outerSpan = MDC.get(SPAN);
        MDC.put(TRACE, traceId);
        MDC.put(SPAN, spanId);
        return () -> {
            restore(TRACE, outerTrace);
            restore(SPAN, outerSpan);
        };
    }

    private static void restore(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }

    private static String hex(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        bytes[0] |= 1;
        return HexFormat.of().formatHex(bytes);
    }
}
