package com.kaldrix.monitoring.anomaly.follow;

import com.kaldrix.monitoring.anomaly.upkeep.Upkeep;
import com.kaldrix.monitoring.common.json.JsonColumns;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FollowProperties.class)
class FollowConfiguration {
    @Bean
    Following following(FollowProperties properties) {
        return properties.following();
    }

    @Bean
    JdbcReadings readings(JdbcClient jdbc, JsonColumns json, Following following) {
        return new JdbcReadings(jdbc, json, following);
    }

    @Bean
    Upkeep readingsUpkeep(Readings readings, FollowProperties properties) {
        return now -> readings.forget(now, properties.keep());
    }
}
