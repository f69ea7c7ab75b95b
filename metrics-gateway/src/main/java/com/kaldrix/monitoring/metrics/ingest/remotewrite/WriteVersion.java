package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The version that a sender speaks, as its {@code Content-Type} says. */
enum WriteVersion {
    V1("prometheus.WriteRequest"),
    V2("io.prometheus.write.v2.Request");

    private static final String MEDIA_TYPE = "application/x-protobuf";

    private final String message;

    WriteVersion(String message) {
        this.message = message;
    }

    /** Reads the header; empty when it names something else. Without a header it is 1.0, which is what such senders speak. */
    static Optional<WriteVersion> of(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return Optional.of(V1);
        }
        String[] parts = contentType.split(";", -1);
        if (!parts[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
            return Optional.empty();
        }
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0 && parts[i].substring(0, equals).strip().equalsIgnoreCase("proto")) {
                String name = unquoted(parts[i].substring(equals + 1).strip());
                for (WriteVersion version : values()) {
                    if (version.message.equals(name)) {
                        return Optional.of(version);
                    }
                }
                return Optional.empty();
            }
        }
        return Optional.of(V1);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
