package com.kaldrix.monitoring.anomaly.forest;

import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.stream.ShardSeries;
import com.kaldrix.monitoring.anomaly.upkeep.Upkeep;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ForestProperties.class)
class ForestConfiguration {
    @Bean
    ForestGrounds forestGrounds(
            ForestProperties properties, IdleForests idle, @Value("${kaldrix.shards.count:8}") int shards) {
        return new ForestGrounds(
                Parameters.live(),
                properties.budget().toBytes() / ((long) Math.max(1, shards) * ShardSeries.SLICES),
                properties.hotSeries(),
                idle);
    }

    @Bean
    Upkeep forestUpkeep(ForestStates states, ForestProperties properties) {
        return now -> states.forget(now, properties.keepIdle());
    }
}
