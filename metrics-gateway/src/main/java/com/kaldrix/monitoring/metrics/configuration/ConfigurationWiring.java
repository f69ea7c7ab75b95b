package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.process.HangUp;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Problem;
import com.kaldrix.monitoring.metrics.forward.remotewrite.Forwarders;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.ingest.scrape.Scraping;
import com.kaldrix.monitoring.metrics.intake.IntakeControl;
import com.kaldrix.monitoring.metrics.pair.Pairs;
import com.kaldrix.monitoring.metrics.window.Selector;
import com.kaldrix.monitoring.metrics.window.WatchList;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConfigurationProperties.class)
class ConfigurationWiring {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWiring.class);

    @Bean
    ActiveConfiguration activeConfiguration(
            ConfigurationProperties properties, Identity identity, ActiveConfiguration.Effects effects, Clock clock) {
        ConfigurationSource source =
                new ConfigurationSource(properties.fileOrNull(), properties.rulesOrNull(), identity);
        ActiveConfiguration active = new ActiveConfiguration(source, effects, clock);
        active.load();
        return active;
    }

    @Bean
    ActiveConfiguration.Effects configurationEffects(
            IntakeControl intake,
            Pairs pairs,
            Scraping scraping,
            Forwarders forwarders,
            ObjectProvider<WatchList> watchLists) {
        @Nullable WatchList watchList = watchLists.getIfAvailable();
        List<Selector> watchedByDefault = watchList == null ? List.of() : watchList.selectors();
        return configuration -> {
            KaldrixFile rules = configuration.rules();
            Runnable jobs = prepared(scraping, configuration);
            intake.rules(rules.intake());
            pairs.rules(rules.pairs());
            if (watchList != null) {
                watchList.watch(rules.watch() == null ? watchedByDefault : rules.watch());
            }
            // Targets before jobs, so that nothing that is new comes to a target that is not meant to have it.
            forwarders.apply(configuration.targets());
            jobs.run();
        };
    }

    /** What can still be wrong with jobs shows only here, such as a cluster where there is none. */
    private static Runnable prepared(Scraping scraping, LoadedConfiguration configuration) {
        try {
            return scraping.prepare(configuration.jobs());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    List.of(Problem.of("jobs", "scrape_configs", String.valueOf(e.getMessage()))));
        }
    }

    @Bean
    HangUp hangUp(ActiveConfiguration active) {
        return new HangUp(signal -> {
            try {
                LoadedConfiguration loaded = active.load();
                LOG.atInfo()
                        .addKeyValue("hash", loaded.hash())
                        .addKeyValue("signal", signal)
                        .log("The configuration was loaded anew");
            } catch (ConfigurationException refused) {
                LOG.atError().addKeyValue("signal", signal).log("{}", refused.getMessage());
            }
        });
    }

    @Bean
    Gauge configurationLoaded(ActiveConfiguration active, MeterRegistry meters) {
        Gauge.builder(
                        "kaldrix.gateway.config.last.reload.success.timestamp.seconds",
                        active,
                        one -> one.loadedAt().toEpochMilli() / 1000.0)
                .description("When the configuration in force was loaded")
                .register(meters);
        return Gauge.builder(
                        "kaldrix.gateway.config.last.reload.successful",
                        active,
                        one -> one.lastReloadSucceeded() ? 1 : 0)
                .description("Whether what was last loaded was right")
                .register(meters);
    }
}
