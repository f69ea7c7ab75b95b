package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.compliance.activity.Activities;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.finding.Findings;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PullProperties.class)
class PullConfiguration {
    @Bean
    Access pullAccess(PullProperties properties) {
        return properties.access();
    }

    @Bean
    Gathering.Stores pullStores(Findings findings, Activities activities, Enablements enablements, Trail trail) {
        return new Gathering.Stores(findings, activities, enablements, trail);
    }

    @Bean
    Gathering gathering(
            Pulls pulls,
            Gathering.Stores stores,
            TransactionOperations transactions,
            Bell findingBell,
            PullProperties properties,
            Clock clock) {
        return new Gathering(pulls, stores, transactions, findingBell, properties.every(), clock);
    }

    @Bean
    Collector collector(
            Pulls pulls, List<Puller> pullers, Gathering gathering, PullProperties properties, Clock clock) {
        return new Collector(
                pulls,
                pullers.stream().collect(Collectors.toMap(Puller::source, Function.identity())),
                gathering,
                properties,
                Ids.next().toString(),
                clock);
    }

    @Bean
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    PullWorkers pullWorkers(Collector collector, PullProperties properties) {
        return new PullWorkers(collector, properties.workers());
    }
}
