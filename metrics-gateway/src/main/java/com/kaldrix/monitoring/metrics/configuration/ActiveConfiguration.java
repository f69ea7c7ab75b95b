package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The configuration in force. A wrong one is refused, and the one before stays. Safe for several threads. */
final class ActiveConfiguration {
    private final ConfigurationSource source;
    private final Effects effects;
    private final Clock clock;
    private volatile @Nullable LoadedConfiguration current;
    private volatile Instant loadedAt = Instant.EPOCH;
    private volatile boolean lastReloadSucceeded;

    /** Puts a configuration into force. */
    @FunctionalInterface
    interface Effects {
        /** @throws RuntimeException when something cannot begin; what was before should go on as far as it can */
        void apply(LoadedConfiguration configuration);
    }

    ActiveConfiguration(ConfigurationSource source, Effects effects, Clock clock) {
        this.source = source;
        this.effects = effects;
        this.clock = clock;
    }

    /**
     * Reads the files and puts them into force.
     *
     * @throws ConfigurationException if they are wrong; then nothing has changed
     */
    synchronized LoadedConfiguration load() {
        try {
            LoadedConfiguration fresh = source.load();
            effects.apply(fresh);
            current = fresh;
            loadedAt = clock.instant();
            lastReloadSucceeded = true;
            return fresh;
        } catch (RuntimeException e) {
            lastReloadSucceeded = false;
            throw e;
        }
    }

    LoadedConfiguration current() {
        return Objects.requireNonNull(current, "the configuration is loaded at the start");
    }

    Instant loadedAt() {
        return loadedAt;
    }

    boolean lastReloadSucceeded() {
        return lastReloadSucceeded;
    }
}
