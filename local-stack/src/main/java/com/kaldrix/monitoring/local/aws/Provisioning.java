package com.kaldrix.monitoring.local.aws;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The topics and queues of one environment, as Terraform makes them in production. Can be applied again and again, to
 * whatever speaks SNS and SQS.
 *
 * @param environment such as {@code local}; the names start with it
 * @param regions such as {@code us-east-1}
 * @param visibilityTimeout how long a received message stays hidden, in whole seconds
 */
public record Provisioning(String environment, List<String> regions, Duration visibilityTimeout) {
    private static final int RECEIVES_BEFORE_DEAD_LETTER = 5;
    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(14);
    private static final List<String> TOPICS = List.of("alerts", "metrics", "findings", "notifications", "events");
    private static final String PROCESSOR = "alert-processor";

    public Provisioning {
        regions = List.copyOf(regions);
        if (environment.isBlank()) {
            throw new IllegalArgumentException("an environment has a name");
        }
    }

    /** The usual visibility timeout of 30 s. */
    public Provisioning(String environment, List<String> regions) {
        this(environment, regions, Duration.ofSeconds(30));
    }

    /** Makes what is missing, with credentials that a local endpoint accepts. */
    public Map<String, RegionResources> apply(URI endpoint) {
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        Map<String, RegionResources> resources = new LinkedHashMap<>();
        try (SdkHttpClient http = Apache5HttpClient.create()) {
            for (String region : regions) {
                try (SnsClient sns = SnsClient.builder()
                                .endpointOverride(endpoint)
                                .region(Region.of(region))
                                .credentialsProvider(credentials)
                                .httpClient(http)
                                .build();
                        SqsClient sqs = SqsClient.builder()
                                .endpointOverride(endpoint)
                                .region(Region.of(region))
                                .credentialsProvider(credentials)
                                .httpClient(http)
                                .build()) {
                    resources.put(region, apply(sns, sqs));
                }
            }
        }
        return resources;
    }

    /** Makes what is missing in the region of two clients. */
    public RegionResources apply(SnsClient sns, SqsClient sqs) {
        Map<String, String> topics = new LinkedHashMap<>();
        for (String topic : TOPICS) {
            topics.put(
                    topic, sns.createTopic(request -> request.name(name(topic))).topicArn());
        }
        String alerts = topics.getOrDefault("alerts", "");
        String deadLetters = queue(
                sqs,
                name(PROCESSOR) + "-dlq",
                arn -> Map.of(
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(DEAD_LETTERS_KEPT.toSeconds())));
        String deadLettersArn = arn(sqs, deadLetters);
        String processor = queue(
                sqs,
                name(PROCESSOR),
                arn -> Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibilityTimeout.toSeconds()),
                        QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + deadLettersArn + "\",\"maxReceiveCount\":\""
                                        + RECEIVES_BEFORE_DEAD_LETTER + "\"}",
                        QueueAttributeName.POLICY, mayBeSentTo(arn, alerts)));
        sns.subscribe(SubscribeRequest.builder()
                .topicArn(alerts)
                .protocol("sqs")
                .endpoint(arn(sqs, processor))
                .attributes(Map.of("RawMessageDelivery", "true"))
                .returnSubscriptionArn(true)
                .build());
        return new RegionResources(topics, processor, deadLetters);
    }

    private String name(String what) {
        return environment + "-kaldrix-" + what;
    }

    /** Attributes are set in a second step: to create a queue that exists with others is an error. */
    private static String queue(
            SqsClient sqs, String name, Function<String, Map<QueueAttributeName, String>> attributes) {
        String url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
        Map<QueueAttributeName, String> wanted = attributes.apply(arn(sqs, url));
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(wanted));
        return url;
    }

    private static String arn(SqsClient sqs, String url) {
        return String.valueOf(
                sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN));
    }

    private static String mayBeSentTo(String queueArn, String topicArn) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},\
                "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}""".formatted(queueArn, topicArn);
    }

    /**
     * What one region has.
     *
     * @param topicArns by short name, such as {@code alerts}
     * @param processorQueueUrl the queue that alert-processor reads
     * @param deadLetterQueueUrl where what it cannot handle ends
     */
    public record RegionResources(Map<String, String> topicArns, String processorQueueUrl, String deadLetterQueueUrl) {
        public RegionResources {
            topicArns = Map.copyOf(topicArns);
        }

        /** The topic that whatever may page is published to. */
        public String alertsTopicArn() {
            return String.valueOf(topicArns.get("alerts"));
        }
    }
}
