package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.aws.Provisioning;
import com.kaldrix.monitoring.local.aws.Provisioning.RegionResources;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * SQS and SNS with the topics and queues made, and the on-call mailbox subscribed to the hub's notifications, as
 * Terraform's {@code alert_email} does.
 */
record Cloud(LocalAws aws, Map<String, RegionResources> regions, String hub) {
    private static final String ALERT_EMAIL = "oncall@kaldrix.example";

    /**
     * Makes what is missing; mail to subscriptions and metric data go to the sinks.
     *
     * @param moreTopics short names of topics beside the usual ones, each with a queue of the same name in its region
     */
    static Cloud provision(
            LocalAws aws, String environment, List<String> regions, List<String> moreTopics, Sinks sinks) {
        aws.emailDelivery((address, mail) -> sinks.email(address, mail.subject(), mail.text()));
        aws.metricData(sinks.metricData());
        Map<String, RegionResources> resources =
                new Provisioning(environment, regions).withTopics(moreTopics).apply(aws.endpoint());
        Cloud cloud = new Cloud(aws, Map.copyOf(resources), regions.getFirst());
        cloud.subscribeMailbox();
        return cloud;
    }

    URI endpoint() {
        return aws.endpoint();
    }

    RegionResources region(String region) {
        return Objects.requireNonNull(regions.get(region), () -> "the stack has no region " + region);
    }

    String notificationsTopicArn() {
        return topicArn(hub, "notifications");
    }

    String eventsTopicArn() {
        return topicArn(hub, "events");
    }

    /** The topic of that short name in a region. */
    String topicArn(String region, String name) {
        return Objects.requireNonNull(region(region).topicArns().get(name), () -> "there is no topic " + name);
    }

    /** The queue that a region's metrics-gateway reads, as {@code region:name}. */
    String gatewayQueue(String region) {
        return region + ":" + lastSegment(region(region).gatewayQueueUrl());
    }

    /** The queue by which a region's alert-processor hears of all regions, as {@code region:name}. */
    String globalQueue(String region) {
        return alertQueues(List.of(region)).getFirst() + "-global";
    }

    /** The queue of a topic beside the usual ones, as {@code region:name}. */
    String queue(String region, String topic) {
        return gatewayQueue(region).replace("-metrics-gateway", "-" + topic);
    }

    /** The queues that a region's anomaly-processor reads, as {@code region:name} without the number of the shard. */
    String detectorQueue(String region) {
        return gatewayQueue(region).replace("-metrics-gateway", "-anomaly-processor");
    }

    /** The queue by which a region's anomaly-processor hears what services of AWS find, as {@code region:name}. */
    String alarmsQueue(String region) {
        return detectorQueue(region) + "-alarms";
    }

    /** The queues that compliance-reporter reads, each as {@code region:name}. */
    List<String> findingQueues(List<String> order) {
        return order.stream()
                .map(region -> gatewayQueue(region).replace("-metrics-gateway", "-compliance-reporter"))
                .toList();
    }

    /** The queues that alert-processor reads, each as {@code region:name}. */
    List<String> alertQueues(List<String> order) {
        return order.stream()
                .map(region -> region + ":" + lastSegment(region(region).processorQueueUrl()))
                .toList();
    }

    private void subscribeMailbox() {
        String topic = notificationsTopicArn();
        try (var http = Apache5HttpClient.create();
                SnsClient sns = SnsClient.builder()
                        .endpointOverride(endpoint())
                        .region(Region.of(hub))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .httpClient(http)
                        .build()) {
            boolean there = sns.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions().stream()
                    .map(Subscription::endpoint)
                    .anyMatch(ALERT_EMAIL::equals);
            if (!there) {
                sns.subscribe(
                        request -> request.topicArn(topic).protocol("email").endpoint(ALERT_EMAIL));
            }
        }
    }

    private static String lastSegment(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
