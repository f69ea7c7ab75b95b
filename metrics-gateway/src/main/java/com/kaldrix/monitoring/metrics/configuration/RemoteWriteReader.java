package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.metrics.forward.remotewrite.Lanes;
import com.kaldrix.monitoring.metrics.forward.remotewrite.QueueRules;
import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget;
import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget.Contents;
import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget.SigV4;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code remote_write}. */
final class RemoteWriteReader {
    private static final Keys KEYS = Keys.of(
                    "url",
                    "name",
                    "remote_timeout",
                    "headers",
                    "write_relabel_configs",
                    "protobuf_message",
                    "send_exemplars",
                    "send_native_histograms",
                    "sigv4",
                    "queue_config",
                    "metadata_config")
            .and(AccessReader.KEYS)
            .refusing("azuread", "google_iam", "round_robin_dns");
    private static final Keys QUEUE = Keys.of(
                    "capacity",
                    "max_shards",
                    "min_shards",
                    "max_samples_per_send",
                    "batch_send_deadline",
                    "min_backoff",
                    "max_backoff",
                    "retry_on_http_429")
            .refusingFor("sample_age_limit", "kaldrix.buffer.max-age bounds how long samples are kept");
    private static final Keys METADATA = Keys.of("send", "send_interval", "max_samples_per_send");
    private static final Keys SIGV4 = Keys.of("region", "access_key", "secret_key", "profile", "role_arn")
            .refusing("service_name", "external_id", "use_fips_sts_endpoint");
    private static final Set<String> RESERVED = Set.of(
            "authorization",
            "host",
            "content-encoding",
            "content-length",
            "content-type",
            "user-agent",
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "www-authenticate",
            "accept-encoding",
            "x-prometheus-remote-write-version",
            "x-prometheus-remote-read-version",
            "x-amz-date",
            "x-amz-security-token",
            "x-amz-content-sha256");
    private static final String NAME = "[A-Za-z0-9._-]{1,80}";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final AccessReader access;
    private final Map<String, String> externalLabels;

    RemoteWriteReader(AccessReader access, Map<String, String> externalLabels) {
        this.access = access;
        this.externalLabels = externalLabels;
    }

    List<RemoteWriteTarget> read(Section file) {
        Map<String, RemoteWriteTarget> targets = new LinkedHashMap<>();
        for (Section section : file.sections("remote_write", KEYS)) {
            target(section).ifPresent(target -> {
                if (targets.putIfAbsent(target.name(), target) != null) {
                    section.problem(
                            section.has("name") ? "name" : "url",
                            "there is a target '" + target.name() + "' already; give each a 'name' of its own");
                }
            });
        }
        return List.copyOf(targets.values());
    }

    private Optional<RemoteWriteTarget> target(Section section) {
        if (!section.require("url", "'url' is missing")) {
            return Optional.empty();
        }
        Optional<URI> url = Addresses.http(section, "url");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        String name = section.has("name") ? section.text("name") : "to-" + hash(url.get());
        if (!name.matches(NAME)) {
            section.problem("name", "a name has letters, digits, '.', '_' and '-', at most 80");
        }
        @Nullable Duration timeout = section.positiveDurationOrNull("remote_timeout");
        @Nullable SigV4 sigV4 = section.has("sigv4") ? sigV4(section) : null;
        return Optional.of(new RemoteWriteTarget(
                name,
                url.get(),
                access.read(section),
                headers(section),
                sigV4,
                Objects.requireNonNullElse(timeout, TIMEOUT),
                protocol(section),
                new Contents(
                        section.flag("send_exemplars", false),
                        section.flag("send_native_histograms", false),
                        section.section("metadata_config", METADATA).flag("send", true)),
                queue(section.section("queue_config", QUEUE)),
                Lanes.inOrder(),
                externalLabels,
                RelabelReader.read(section, "write_relabel_configs")));
    }

    private static String hash(URI url) {
        return Integer.toHexString(url.toString().hashCode());
    }

    private static Map<String, String> headers(Section section) {
        Map<String, String> headers = new LinkedHashMap<>();
        section.map("headers").forEach((name, item) -> {
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                section.reading().problem(item.node(), item.path(), "the header '" + name + "' is not yours to set");
            } else {
                section.reading().secret(item.node());
                headers.put(name, item.text());
            }
        });
        return headers;
    }

    private static WriteProtocol protocol(Section section) {
        String message = section.text("protobuf_message");
        return switch (message) {
            case "", "prometheus.WriteRequest" -> WriteProtocol.V1;
            case "io.prometheus.write.v2.Request" -> WriteProtocol.V2;
            default -> {
                section.problem(
                        "protobuf_message",
                        "'" + message + "' is neither prometheus.WriteRequest nor io.prometheus.write.v2.Request");
                yield WriteProtocol.V1;
            }
        };
    }

    private static QueueRules queue(Section section) {
        QueueRules usual = QueueRules.usual();
        int least = section.count("min_shards", usual.minShards());
        int most = section.count("max_shards", Math.max(least, usual.maxShards()));
        try {
            return new QueueRules(
                    least,
                    most,
                    section.count("max_samples_per_send", usual.maxSamplesPerSend()),
                    or(section.durationOrNull("batch_send_deadline"), usual.batchSendDeadline()),
                    or(section.positiveDurationOrNull("min_backoff"), usual.minBackoff()),
                    or(section.positiveDurationOrNull("max_backoff"), usual.maxBackoff()));
        } catch (IllegalArgumentException e) {
            section.problem(Section.message(e));
            return usual;
        }
    }

    private static Duration or(@Nullable Duration duration, Duration other) {
        return Objects.requireNonNullElse(duration, other);
    }

    private static SigV4 sigV4(Section target) {
        if (target.has("basic_auth") || target.has("authorization")) {
            target.problem("sigv4", "'sigv4' excludes 'basic_auth' and 'authorization'");
        }
        Section section = target.section("sigv4", SIGV4);
        if (section.has("access_key") != section.has("secret_key")) {
            section.problem("'access_key' and 'secret_key' belong together");
        }
        section.markSecret("secret_key");
        return new SigV4(
                section.text("region"),
                section.text("access_key"),
                section.text("secret_key"),
                section.text("profile"),
                section.text("role_arn"));
    }
}
