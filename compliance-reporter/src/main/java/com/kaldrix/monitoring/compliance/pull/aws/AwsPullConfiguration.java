package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.compliance.collect.config.ConfigEvaluations;
import com.kaldrix.monitoring.compliance.collect.securityhub.AsffFindings;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import com.kaldrix.monitoring.compliance.pull.Access;
import com.kaldrix.monitoring.compliance.pull.Puller;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.http.SdkHttpClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Lifetimes.class)
class AwsPullConfiguration {
    @Bean
    Entrances entrances(Access pullAccess, SdkHttpClient awsHttp, AwsProperties aws, Region region, Clock clock) {
        return new Entrances(pullAccess, awsHttp, aws, region, clock);
    }

    @Bean
    Puller securityHubPuller(Entrances entrances, ControlNames names) {
        return new SecurityHubPuller(entrances, new AsffFindings(names));
    }

    @Bean
    Puller controlsPuller(Entrances entrances, ControlNames names) {
        return new ControlsPuller(entrances, names);
    }

    @Bean
    Puller configPuller(Entrances entrances, ControlNames names) {
        return new ConfigPuller(entrances, new ConfigEvaluations(names));
    }

    @Bean
    Puller guardDutyPuller(Entrances entrances) {
        return new GuardDutyPuller(entrances);
    }

    @Bean
    Puller maciePuller(Entrances entrances) {
        return new MaciePuller(entrances);
    }

    @Bean
    Puller inspectorPuller(Entrances entrances) {
        return new InspectorPuller(entrances);
    }

    @Bean
    Puller cloudTrailPuller(Entrances entrances) {
        return new CloudTrailPuller(entrances);
    }

    @Bean
    Puller recordersPuller(Entrances entrances) {
        return new RecordersPuller(entrances);
    }

    @Bean
    Puller lifetimesPuller(Entrances entrances, Lifetimes lifetimes) {
        return new LifetimesPuller(entrances, lifetimes);
    }
}
