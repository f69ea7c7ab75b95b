package com.kaldrix.monitoring.anomaly.shard;

import com.kaldrix.monitoring.anomaly.shard.Leases.Member;
import java.lang.management.ManagementFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShardProperties.class)
class ShardConfiguration {
    @Bean
    @ConditionalOnExpression("!'${kaldrix.intake.queue:}'.isBlank()")
    Shards shards(Leases leases, ShardWork.Start work, ShardProperties properties) {
        Member member =
                new Member(ManagementFactory.getRuntimeMXBean().getName(), properties.ordinal(), properties.replicas());
        return new Shards(leases, member, work, properties);
    }
}
