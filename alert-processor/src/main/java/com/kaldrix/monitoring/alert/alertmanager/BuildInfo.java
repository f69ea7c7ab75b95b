package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.alert.alertmanager.Shapes.VersionInfo;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** {@code alertmanager_build_info}: Micrometer has no meter whose name ends in {@code _info}. */
@Component
class BuildInfo {
    BuildInfo(PrometheusRegistry registry, ObjectProvider<BuildProperties> build) {
        VersionInfo version = StatusV2Controller.version(build.getIfAvailable());
        Info.builder()
                .name("alertmanager_build_info")
                .help("Always 1; what this is")
                .labelNames("version", "revision", "branch", "goversion")
                .register(registry)
                .setLabelValues(version.version(), version.revision(), version.branch(), version.goVersion());
    }
}
