package com.kaldrix.monitoring.metrics.wire;

import java.util.Optional;

/**
 * Versions of Prometheus' remote write.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">Remote-Write 1.0</a>
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/">Remote-Write 2.0</a>
 */
public enum WriteProtocol {
    V1("1.0", "application/x-protobuf", "0.1.0"),
    V2("2.0", "application/x-protobuf;proto=io.prometheus.write.v2.Request", "2.0.0");

    private final String version;
    private final String contentType;
    private final String header;

    WriteProtocol(String version, String contentType, String header) {
        this.version = version;
        this.contentType = contentType;
        this.header = header;
    }

    /** As people write it: {@code 1.0}. */
    public String version() {
        return version;
    }

    /** The value of {@code Content-Type}. */
    public String contentType() {
        return contentType;
    }

    /** The value of {@code X-Prometheus-Remote-Write-Version}. */
    public String versionHeader() {
        return header;
    }

    /** A new writer for requests of this version. */
    public RequestWriter newWriter() {
        return switch (this) {
            case V1 -> new WriteRequestWriter();
            case V2 -> new RequestV2Writer();
        };
    }

    /** The protocol of a version such as {@code 2.0}. */
    public static Optional<WriteProtocol> find(String version) {
        for (WriteProtocol protocol : values()) {
            if (protocol.version.equals(version)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }
}
