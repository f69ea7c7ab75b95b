package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import java.nio.file.Path;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Has the service speak TLS where the file of {@code --web.config.file} says so. */
final class WebConfigEnvironment implements EnvironmentPostProcessor, Ordered {
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 2;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String file = environment.getProperty(WebConfig.PROPERTY, "");
        if (file.isEmpty()) {
            return;
        }
        try {
            WebConfig.read(Path.of(file))
                    .tls()
                    .ifPresent(tls -> environment
                            .getPropertySources()
                            .addFirst(new MapPropertySource("web-config", tls.properties())));
        } catch (ConfigurationException wrong) {
            // The door says so when it is made, and keeps the service from starting.
            return;
        }
    }
}
