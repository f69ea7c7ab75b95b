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

    /** Makes what is missing; mail to subscriptions goes to the sinks. */
    static Cloud provision(LocalAws aws, String environment, List<String> regions, Sinks sinks) {
        aws.emailDelivery((address, mail) -> sinks.email(address, mail.subject(), mail.text()));
        Map<String, RegionResources> resources = new Provisioning(environment, regions).apply(aws.endpoint());
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
        return Objects.requireNonNull(region(hub).topicArns().get("notifications"));
    }

    String eventsTopicArn() {
        return Objects.requireNonNull(region(hub).topicArns().get("events"));
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
