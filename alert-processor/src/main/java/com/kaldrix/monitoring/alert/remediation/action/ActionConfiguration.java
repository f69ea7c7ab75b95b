package com.kaldrix.monitoring.alert.remediation.action;

import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.common.aws.AwsClients;
import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.region.Region;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.ssm.SsmClient;

@Configuration(proxyBeanMethods = false)
class ActionConfiguration {
    /** As long as a function may run; a call is over before that, at its rule's timeout. */
    private static final Duration LONGEST_FUNCTION = Duration.ofMinutes(15);

    @Bean
    WebhookExecutor webhookExecutor(HttpPoster poster) {
        return new WebhookExecutor(poster);
    }

    @Bean(destroyMethod = "close")
    SsmClients ssmClients(SdkHttpClient http, AwsProperties properties, Region home) {
        return new SsmClients(
                home.code(),
                region -> AwsClients.in(new Region(region), SsmClient.builder(), http, properties)
                        .build());
    }

    @Bean
    SsmExecutor ssmExecutor(SsmClients clients) {
        return new SsmExecutor(clients);
    }

    /** Of its own: a function may take its time, and nothing else may. */
    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier("functions")
    SdkHttpClient functionsHttp() {
        return Apache5HttpClient.builder().socketTimeout(LONGEST_FUNCTION).build();
    }

    @Bean(destroyMethod = "close")
    LambdaExecutor lambdaExecutor(@Qualifier("functions") SdkHttpClient http, AwsProperties properties, Region home) {
        return new LambdaExecutor(
                home.code(),
                region -> AwsClients.in(new Region(region), LambdaClient.builder(), http, properties)
                        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                        .build());
    }

    @Bean(destroyMethod = "close")
    @Lazy
    KubernetesClient kubernetesClient() {
        return new KubernetesClientBuilder().build();
    }

    @Bean
    KubernetesExecutor kubernetesExecutor(ObjectProvider<KubernetesClient> client) {
        return new KubernetesExecutor(client::getObject);
    }
}
