package com.kaldrix.monitoring.common.logging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Puts {@code kaldrix-defaults.yml} under everything else that configures a service. An import from the service's own file
 * would not do: what is imported wins over the file that imports it.
 */
final class Defaults implements EnvironmentPostProcessor, Ordered {
    private static final String FILE = "kaldrix-defaults.yml";
    private static final String FORMAT = "kaldrix.logging.format";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            new YamlPropertySourceLoader()
                    .load(FILE, new ClassPathResource(FILE))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FILE + " cannot be read", unreadable);
        }
        environment.getPropertySources().addLast(new MapPropertySource("kaldrix-logging", logging(environment)));
    }

    private static Map<String, Object> logging(ConfigurableEnvironment environment) {
        String format = environment.getProperty(FORMAT, "ecs");
        return switch (format) {
            case "ecs" -> Map.of("logging.structured.format.console", "ecs");
            case "plain" -> Map.of("logging.pattern.correlation", "[%X{trace.id:-}] ");
            default -> throw new IllegalArgumentException(FORMAT + " must be ecs or plain, not '" + format + "'");
        };
    }
}
