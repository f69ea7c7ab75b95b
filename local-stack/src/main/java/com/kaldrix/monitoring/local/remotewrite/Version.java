package com.kaldrix.monitoring.local.remotewrite;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of the protocol; both are snappy-compressed protobuf and differ in the message. */
public enum Version {
    /** {@code prometheus.WriteRequest}, each series with its labels in full. */
    V1("application/x-protobuf", "prometheus.WriteRequest", "0.1.0"),
    /** {@code io.prometheus.write.v2.Request}, labels as references into a table of symbols. */
    V2("application/x-protobuf;proto=io.prometheus.write.v2.Request", "io.prometheus.write.v2.Request", "2.0.0");

    private final String contentType;
    private final String message;
    private final String header;

    Version(String contentType, String message, String header) {
        this.contentType = contentType;
        this.message = message;
        this.header = header;
    }

    /** As people call it: 1.0 or 2.0. */
    public String label() {
        return this == V1 ? "1.0" : "2.0";
    }

    /** The value of {@code Content-Type}. */
    public String contentType() {
        return contentType;
    }

    /** The value of {@code X-Prometheus-Remote-Write-Version}. */
    public String header() {
        return header;
    }

    /**
     * The version that a {@code Content-Type} asks for; without a {@code proto} it is the first. Empty when it is none of
     * both, which is answered with 415.
     */
    public static Optional<Version> of(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).replace(" ", "").split(";");
        if (!parts[0].equals("application/x-protobuf")) {
            return Optional.empty();
        }
        String proto = Arrays.stream(parts)
                .filter(part -> part.startsWith("proto="))
                .map(part -> part.substring("proto=".length()).replace("\"", ""))
                .findFirst()
                .orElse("prometheus.writerequest");
        return Arrays.stream(values())
                .filter(one -> one.message.toLowerCase(Locale.ROOT).equals(proto))
                .findFirst();
    }
}
