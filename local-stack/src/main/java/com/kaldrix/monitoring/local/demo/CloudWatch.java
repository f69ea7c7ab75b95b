package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.aws.Provisioning.RegionResources;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for CloudWatch in all regions: publishes to each region's {@code alerts} topic what an alarm publishes when its
 * state changes. The notifications were recorded; state, reason and time are put in.
 */
final class CloudWatch implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Supplier<Instant> now;
    private final Map<String, RegionResources> regions;
    private final SdkHttpClient http = Apache5HttpClient.create();
    private final Map<String, SnsClient> clients = new HashMap<>();

    /**
     * @param endpoint of SNS in all regions
     * @param regions the topics of each region
     * @param now the time that alarms give
     */
    CloudWatch(URI endpoint, Map<String, RegionResources> regions, Supplier<Instant> now) {
        this.now = now;
        this.regions = Map.copyOf(regions);
        for (String region : this.regions.keySet()) {
            SnsClient client = SnsClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.of(region))
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                    .httpClient(http)
                    .build();
            clients.put(region, client);
            // The first call of a client takes long; that is no part of the story.
            client.listTopics();
        }
    }

    /** An alarm goes into state ALARM. */
    void alarm(RecordedAlarm alarm) throws IOException {
        publish(alarm, notification(alarm, now.get()));
    }

    /** An alarm goes back to OK. */
    void ok(RecordedAlarm alarm) throws IOException {
        publish(
                alarm,
                notification(alarm, now.get())
                        .put("OldStateValue", "ALARM")
                        .put("NewStateValue", "OK")
                        .put("NewStateReason", alarm.okReason()));
    }

    private void publish(RecordedAlarm alarm, ObjectNode notification) throws IOException {
        SnsClient client = Objects.requireNonNull(clients.get(alarm.region()), alarm::region);
        String topic = Objects.requireNonNull(regions.get(alarm.region()), alarm::region)
                .alertsTopicArn();
        try {
            client.publish(request -> request.topicArn(topic)
                    .subject(notification.path("NewStateValue").asString() + ": \"" + alarm.name() + "\"")
                    .message(notification.toString()));
        } catch (SdkException failed) {
            throw new IOException("SNS did not take the alarm: " + failed.getMessage(), failed);
        }
    }

    /** The recorded notification, as of that time. */
    static ObjectNode notification(RecordedAlarm alarm, Instant at) throws IOException {
        try (InputStream in = CloudWatch.class.getResourceAsStream(alarm.resource())) {
            if (in == null) {
                throw new IOException("the recorded alarm " + alarm.resource() + " is missing from the jar");
            }
            return ((ObjectNode) JSON.readTree(in)).put("StateChangeTime", TIME.format(at.atOffset(ZoneOffset.UTC)));
        }
    }

    @Override
    public void close() {
        clients.values().forEach(SnsClient::close);
        http.close();
    }
}
