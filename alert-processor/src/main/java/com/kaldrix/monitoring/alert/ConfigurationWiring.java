package com.kaldrix.monitoring.alert;

import com.kaldrix.monitoring.alert.condition.ConditionRules;
import com.kaldrix.monitoring.alert.configuration.ActiveConfiguration;
import com.kaldrix.monitoring.alert.configuration.Configuration;
import com.kaldrix.monitoring.alert.configuration.ConfigurationSource;
import com.kaldrix.monitoring.alert.configuration.FirstNotification;
import com.kaldrix.monitoring.alert.configuration.MappingDefinition;
import com.kaldrix.monitoring.alert.escalation.Policies;
import com.kaldrix.monitoring.alert.flap.FlapRules;
import com.kaldrix.monitoring.alert.heartbeat.Heartbeat;
import com.kaldrix.monitoring.alert.inhibition.InhibitionRules;
import com.kaldrix.monitoring.alert.intake.Normaliser;
import com.kaldrix.monitoring.alert.intake.cloudwatch.InsufficientData;
import com.kaldrix.monitoring.alert.intake.mapping.JsonMapping;
import com.kaldrix.monitoring.alert.intake.queue.MessageReader;
import com.kaldrix.monitoring.alert.interval.Intervals;
import com.kaldrix.monitoring.alert.notify.ChannelGauges;
import com.kaldrix.monitoring.alert.notify.Deliveries;
import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.alert.remediation.RemediationRule;
import com.kaldrix.monitoring.alert.route.Routes;
import com.kaldrix.monitoring.alert.storm.StormRules;
import com.kaldrix.monitoring.alert.window.FileWindows;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;

/** Gives each feature its part of the configuration in force. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConfigurationWiring.Files.class)
class ConfigurationWiring {
    /**
     * Where the configuration comes from.
     *
     * @param file Alertmanager's file; null for the built-in routes, which the environment alone makes work
     * @param rules {@code kaldrix.yml}; null for the built-in rules
     * @param firstNotification whom the built-in routes tell at once
     * @param insufficientData what a CloudWatch alarm without data means
     */
    @ConfigurationProperties("kaldrix.configuration")
    record Files(
            @Nullable Path file,
            @Nullable Path rules,
            @DefaultValue("BY_SEVERITY") FirstNotification firstNotification,
            @DefaultValue("KEEP") InsufficientData insufficientData) {}

    @Bean
    ActiveConfiguration activeConfiguration(Files files, Clock clock) {
        return new ActiveConfiguration(
                new ConfigurationSource(
                        given(files.file()), given(files.rules()), System.getenv(), files.firstNotification()),
                clock);
    }

    private static @Nullable Path given(@Nullable Path path) {
        return path == null || path.toString().isEmpty() ? null : path;
    }

    @Bean
    Routes routes(ActiveConfiguration active) {
        return () -> active.current().route();
    }

    @Bean
    Supplier<InhibitionRules> inhibitionRules(ActiveConfiguration active) {
        return () -> active.current().alertmanager().inhibition();
    }

    @Bean
    Intervals intervals(ActiveConfiguration active) {
        return () -> active.current().alertmanager().intervals();
    }

    @Bean
    FlapRules flapRules(ActiveConfiguration active) {
        return () -> active.current().kaldrix().flapping();
    }

    @Bean
    StormRules stormRules(ActiveConfiguration active) {
        return () -> active.current().kaldrix().storms();
    }

    @Bean
    ConditionRules conditionRules(ActiveConfiguration active) {
        return () -> active.current().kaldrix().conditions();
    }

    @Bean
    FileWindows fileWindows(ActiveConfiguration active) {
        return () -> active.current().kaldrix().windows();
    }

    /** Shows how the channels of the configuration in force fare. */
    @Bean
    ChannelGauges channelGauges(ActiveConfiguration active, Deliveries deliveries, MeterRegistry meters) {
        ChannelGauges gauges = new ChannelGauges(deliveries, meters);
        active.listen(configuration -> gauges.show(configuration.receivers()));
        return gauges;
    }

    @Bean
    Directory.Current directory(ActiveConfiguration active) {
        return () -> active.current().kaldrix().directory();
    }

    @Bean
    Heartbeat.Configured configuredHeartbeats(ActiveConfiguration active) {
        return () -> active.current().kaldrix().heartbeats();
    }

    @Bean
    RemediationRule.Configured configuredRemediation(ActiveConfiguration active) {
        return () -> active.current().kaldrix().remediation();
    }

    @Bean
    Policies policies(ActiveConfiguration active) {
        return () -> active.current().kaldrix().escalationPolicies();
    }

    @Bean
    Supplier<Normaliser> normaliser(ActiveConfiguration active) {
        return follow(active, ConfigurationWiring::normaliser);
    }

    private static Normaliser normaliser(Configuration configuration) {
        return new Normaliser(
                configuration.kaldrix().severityRules(),
                configuration.kaldrix().enrichment(),
                configuration.alertmanager().resolveTimeout());
    }

    @Bean
    Supplier<MessageReader> messageReader(ActiveConfiguration active, Files files, Clock clock) {
        return follow(
                active,
                configuration -> MessageReader.of(
                        files.insufficientData(),
                        configuration.kaldrix().mappings().stream()
                                .map(ConfigurationWiring::mapping)
                                .toList(),
                        clock));
    }

    private static <T> Supplier<T> follow(
            ActiveConfiguration active, java.util.function.Function<Configuration, T> part) {
        AtomicReference<T> latest = new AtomicReference<>(part.apply(active.current()));
        active.listen(configuration -> latest.set(part.apply(configuration)));
        return latest::get;
    }

    private static JsonMapping mapping(MappingDefinition read) {
        return new JsonMapping(
                read.name(),
                read.when(),
                read.labels(),
                read.annotations(),
                pointer(read.status().pointer()),
                read.status().resolved(),
                pointer(read.startsAt()),
                pointer(read.endsAt()),
                pointer(read.link()));
    }

    private static @Nullable String pointer(String text) {
        return text.isEmpty() ? null : text;
    }
}
