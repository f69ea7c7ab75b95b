package com.kaldrix.monitoring.compliance;

import com.kaldrix.monitoring.common.audit.AuditConfiguration;
import com.kaldrix.monitoring.common.aws.AwsClients;
import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.openapi.ApiDocument;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.web.ApiConventions;
import io.swagger.v3.oas.models.OpenAPI;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts the features together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ComplianceReporterProperties.class, AwsProperties.class})
@Import({ApiConventions.class, ApiDocument.class, AuditConfiguration.class, JsonColumns.class})
class ComplianceReporterConfiguration {
    private static final int CONNECTIONS = 100;

    @Bean
    Region region(ComplianceReporterProperties properties) {
        return new Region(properties.region());
    }

    @Bean
    OpenAPI document() {
        return ApiDocument.of(
                "compliance-reporter",
                "Collects what security services find, maps it to the requirements of standards, scores it and keeps an audit trail."
                        + " Roles: `viewer` reads, `auditor` reads the audit log and trail too and for a limited time, `responder` attests,"
                        + " waives and gives findings to people, `admin` does everything.");
    }

    @Bean(destroyMethod = "close")
    SdkHttpClient awsHttp() {
        return AwsClients.http(CONNECTIONS);
    }

    @Bean
    Queues queues(SdkHttpClient http, AwsProperties properties) {
        return region ->
                AwsClients.in(region, SqsClient.builder(), http, properties).build();
    }

    @Bean(destroyMethod = "close")
    SnsClient sns(SdkHttpClient http, AwsProperties properties, Region region) {
        return AwsClients.in(region, SnsClient.builder(), http, properties).build();
    }
}
