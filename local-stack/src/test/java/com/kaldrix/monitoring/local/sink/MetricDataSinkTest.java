package com.kaldrix.monitoring.local.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.local.aws.LocalAws;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;
import tools.jackson.databind.JsonNode;

/** CloudWatch's metric data by the real client of the SDK. */
class MetricDataSinkTest {
    private final Clock clock = Clock.systemUTC();
    private Sinks sinks;
    private LocalAws aws;
    private SdkHttpClient http;
    private CloudWatchClient client;

    @BeforeEach
    void start() throws Exception {
        sinks = Sinks.start(0, 0);
        aws = LocalAws.inMemory(0);
        aws.metricData(sinks.metricData());
        http = Apache5HttpClient.create();
        client = CloudWatchClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(http)
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        http.close();
        aws.close();
        sinks.close();
    }

    @Test
    void whatIsPutIsKeptAsItWasMeant() throws Exception {
        Instant at = Instant.ofEpochMilli(clock.millis());
        client.putMetricData(request -> request.namespace("KALDRIX")
                .metricData(
                        MetricDatum.builder()
                                .metricName("TransactionRate")
                                .dimensions(
                                        dimension -> dimension.name("Region").value("us-west-2"))
                                .timestamp(at)
                                .unit(StandardUnit.COUNT)
                                .value(1234.5)
                                .build(),
                        MetricDatum.builder()
                                .metricName("Latency")
                                .statisticValues(StatisticSet.builder()
                                        .sampleCount(3.0)
                                        .sum(6.0)
                                        .minimum(1.0)
                                        .maximum(3.0)
                                        .build())
                                .build(),
                        MetricDatum.builder()
                                .metricName("BlockTime")
                                .values(1.0, 2.0)
                                .counts(3.0, 4.0)
                                .build()));

        Receipt receipt = sinks.receipts(SinkName.CLOUDWATCH).getFirst();
        assertThat(receipt.path()).isEqualTo("/us-west-2/KALDRIX");
        assertThat(receipt.verdict()).isEqualTo(new Verdict.Accepted(true));
        JsonNode first = receipt.body().path("data").path(0);
        assertThat(first.path("name").asString()).isEqualTo("TransactionRate");
        assertThat(first.path("dimensions").path("Region").asString()).isEqualTo("us-west-2");
        assertThat(Instant.parse(first.path("timestamp").asString())).isEqualTo(at);
        assertThat(first.path("unit").asString()).isEqualTo("Count");
        assertThat(first.path("value").asDouble()).isEqualTo(1234.5);
        JsonNode second = receipt.body().path("data").path(1);
        assertThat(second.path("unit").asString()).isEqualTo("None");
        assertThat(second.path("statistics").path("maximum").asDouble()).isEqualTo(3);
        assertThat(receipt.body()
                        .path("data")
                        .path(2)
                        .path("values")
                        .path(1)
                        .path("count")
                        .asDouble())
                .isEqualTo(4);
        try (HttpClient page = HttpClient.newHttpClient()) {
            assertThat(page.send(
                                    HttpRequest.newBuilder(URI.create(sinks.url() + "/sinks/cloudwatch"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("TransactionRate");
        }
    }

    /** The SDK compresses bodies from 10 kB on. */
    @Test
    void aLargeCallComesCompressed() {
        List<MetricDatum> many = IntStream.range(0, 1000)
                .mapToObj(number -> datum(one -> one.metricName("metric" + number)))
                .toList();
        client.putMetricData(request -> request.namespace("KALDRIX").metricData(many));

        assertThat(sinks.receipts(SinkName.CLOUDWATCH).getFirst().body().path("data"))
                .hasSize(1000);
        assertThatThrownBy(() -> client.putMetricData(request -> request.namespace("KALDRIX")
                        .metricData(IntStream.rangeClosed(0, 1000)
                                .mapToObj(number -> datum(one -> one))
                                .toList())))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("1000");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e120, -1e300})
    void whatIsNoAllowedNumberIsRefused(double value) {
        assertThatThrownBy(() -> put(one -> one.value(value))).isInstanceOf(InvalidParameterValueException.class);
        assertThat(sinks.receipts(SinkName.CLOUDWATCH).getFirst().verdict()).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void whatBreaksAnotherRuleIsRefused() {
        Instant now = clock.instant();
        assertThatThrownBy(() -> put(one -> one.timestamp(now.minus(Duration.ofDays(15)))))
                .hasMessageContaining("2 weeks");
        assertThatThrownBy(() -> put(one -> one.timestamp(now.plus(Duration.ofHours(3)))))
                .hasMessageContaining("2 hours");
        assertThatThrownBy(() -> put(one -> one.unit("Furlongs"))).hasMessageContaining("Unit");
        assertThatThrownBy(() -> put(one -> one.value(null))).hasMessageContaining("Value is required");
        assertThatThrownBy(() -> put(one -> one.values(1.0))).hasMessageContaining("mutually exclusive");
        assertThatThrownBy(() -> put(one ->
                        one.dimensions(dimension -> dimension.name("Region").value(""))))
                .hasMessageContaining("Dimensions.Value");
        assertThatThrownBy(() -> client.putMetricData(
                        request -> request.namespace("AWS/EC2").metricData(datum(one -> one))))
                .hasMessageContaining("Namespace");
        assertThatThrownBy(client::listMetrics).hasMessageContaining("PutMetricData alone");
        assertThat(sinks.counts(SinkName.CLOUDWATCH).accepted()).isZero();
        assertThat(sinks.counts(SinkName.CLOUDWATCH).rejected()).isEqualTo(7);
    }

    @Test
    void itMisbehavesWhenToldTo() {
        sinks.misbehave(SinkName.CLOUDWATCH, Behaviour.status(503).times(1));
        assertThatThrownBy(() -> put(one -> one))
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        trouble -> assertThat(trouble.statusCode()).isEqualTo(503));
        sinks.misbehave(SinkName.CLOUDWATCH, Behaviour.status(429).times(1));
        assertThatThrownBy(() -> put(one -> one))
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        trouble -> assertThat(trouble.isThrottlingException()).isTrue());
        sinks.misbehave(SinkName.CLOUDWATCH, Behaviour.reset().times(1));
        assertThatThrownBy(() -> put(one -> one)).isInstanceOf(SdkClientException.class);
        sinks.misbehave(SinkName.CLOUDWATCH, Behaviour.status(500).onPath("/eu-west-1/"));
        put(one -> one);

        assertThat(sinks.counts(SinkName.CLOUDWATCH)).isEqualTo(new Counts(4, 1, 0, 0, 3));
    }

    /** As the AWS CLI and older SDKs send it. */
    @Test
    void theJsonFormIsTakenAsWell() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(aws.endpoint())
                .header("X-Amz-Target", "GraniteServiceVersion20100801.PutMetricData")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/monitoring/aws4_request, SignedHeaders=host, Signature=0")
                .POST(BodyPublishers.ofString(
                        "{\"Namespace\":\"KALDRIX\",\"MetricData\":[{\"MetricName\":\"BlockHeight\",\"Value\":7}]}"))
                .build();
        try (HttpClient sender = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = sender.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{}");
        }
        assertThat(sinks.receipts(SinkName.CLOUDWATCH).getFirst().path()).isEqualTo("/eu-west-1/KALDRIX");
    }

    private void put(UnaryOperator<MetricDatum.Builder> change) {
        client.putMetricData(request -> request.namespace("KALDRIX").metricData(datum(change)));
    }

    private static MetricDatum datum(UnaryOperator<MetricDatum.Builder> change) {
        return change.apply(MetricDatum.builder().metricName("BlockHeight").value(1.0))
                .build();
    }
}
