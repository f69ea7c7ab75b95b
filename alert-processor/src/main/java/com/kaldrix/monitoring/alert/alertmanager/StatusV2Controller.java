package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.alert.alertmanager.Shapes.ClusterStatus;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.ConfigText;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.ReceiverName;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.StatusShape;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.VersionInfo;
import com.kaldrix.monitoring.alert.configuration.ActiveConfiguration;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this is and what holds, as an Alertmanager says it. */
@RestController
@RequestMapping("/api/v2")
@Tag(name = "Alertmanager")
class StatusV2Controller {
    private final ActiveConfiguration active;
    private final Replicas replicas;
    private final VersionInfo version;

    StatusV2Controller(ActiveConfiguration active, Replicas replicas, ObjectProvider<BuildProperties> build) {
        this.active = active;
        this.replicas = replicas;
        this.version = version(build.getIfAvailable());
    }

    /** Tools look at the version to know which interface they speak to. */
    static VersionInfo version(@Nullable BuildProperties build) {
        Instant time = build == null ? null : build.getTime();
        String ours = build == null ? null : build.getVersion();
        return new VersionInfo(
                "kaldrix",
                time == null ? "" : Millis.of(time),
                "kaldrix",
                "java" + Runtime.version().feature(),
                Objects.requireNonNullElse(ours, ""),
                AlertmanagerMetrics.INTERFACE);
    }

    @Operation(
            summary = "Say what this is and what configuration holds, as an Alertmanager does",
            description =
                    "Without secrets. `version` is the release of Alertmanager whose interface this is; our own is in"
                            + " `revision`.")
    @GetMapping(path = "/status", produces = MediaType.APPLICATION_JSON_VALUE)
    StatusShape status() {
        return new StatusShape(
                new ClusterStatus(replicas.self().name(), replicas.alive(), "ready"),
                new ConfigText(active.current().original()),
                Millis.of(replicas.startedAt()),
                version);
    }

    @Operation(summary = "List receivers by name, as an Alertmanager does", description = "In the order of the file.")
    @GetMapping(path = "/receivers", produces = MediaType.APPLICATION_JSON_VALUE)
    List<ReceiverName> receivers() {
        return active.current().receivers().stream()
                .map(receiver -> new ReceiverName(receiver.name()))
                .toList();
    }
}
