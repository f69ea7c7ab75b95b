package com.kaldrix.monitoring.alert.remediation.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.remediation.Order.Kind;
import com.kaldrix.monitoring.alert.remediation.Progress;
import com.kaldrix.monitoring.common.moto.MotoServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** As far as moto knows Lambda without Docker: every function answers with what it was given. Of Automation it knows nothing. */
@Tag("external")
class LambdaMotoTest {
    @Test
    void aFunctionIsCalledWithWhatItNeeds() throws IOException, InterruptedException {
        try (MotoServer moto = MotoServer.start();
                HttpClient http = HttpClient.newHttpClient();
                LambdaExecutor lambda = new LambdaExecutor(
                        "us-east-1",
                        region -> LambdaClient.builder()
                                .region(Region.of(region))
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                                .httpClientBuilder(Apache5HttpClient.builder())
                                .endpointOverride(moto.endpoint())
                                .build())) {
            http.send(
                    HttpRequest.newBuilder(moto.endpoint().resolve("/moto-api/config"))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"lambda\": {\"use_docker\": false}}"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());

            assertThat(lambda.begin(Tasks.of(Kind.LAMBDA, "function", "drain-node", "parameter.node", "a")))
                    .isEqualTo(new Progress.Succeeded("{\"remediation\":\"" + Tasks.ID
                            + "\",\"target\":\"core/gateway\",\"parameters\":{\"node\":\"a\"}}"));
        }
    }
}
