package com.kaldrix.monitoring.local.aws;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
 * @param regions such as {@code us-east-1}, the hub first
 * @param visibilityTimeout how long a received message stays hidden, in whole seconds
 * @param moreTopics short names of topics beside the suite's own, each with a queue of the same name in its region
 */
public record Provisioning(
        String environment, List<String> regions, Duration visibilityTimeout, List<String> moreTopics) {
    private static final int RECEIVES_BEFORE_DEAD_LETTER = 5;
    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(14);
    private static final List<String> TOPICS = List.of("alerts", "metrics", "findings", "notifications", "events");
    private static final String PROCESSOR = "alert-processor";
    private static final String GLOBAL_VIEW = "alert-processor-global";
    private static final String GATEWAY = "metrics-gateway";
    private static final String DETECTOR = "anomaly-processor";
    private static final String REPORTER = "compliance-reporter";
    /** How many shards the gateways split series into, and how many queues they go to. */
    private static final int GATEWAY_SHARDS = 64;

    private static final int DETECTOR_QUEUES = 2;
    private static final String FOR_GATEWAYS =
            "{\"type\":[\"com.kaldrix.kpi.partial.v1\",\"com.kaldrix.metric.election.v1\","
                    + "\"com.kaldrix.metric.watch.v1\"]}";

    /** What of the suite's own events alert-processor acts on. */
    private static final String FOR_PROCESSOR = "{\"type\":[\"com.kaldrix.remediation.request.v1\"]}";

    /** What of the suite's own events is evidence. */
    private static final String FOR_REPORTER =
            "{\"type\":[\"com.kaldrix.alert.lifecycle.v1\",\"com.kaldrix.audit.write.v1\","
                    + "\"com.kaldrix.remediation.result.v1\"]}";

    /** What of the suite's own events the view of all regions is made of. */
    private static final String FOR_GLOBAL_VIEW =
            "{\"type\":[\"com.kaldrix.alert.lifecycle.v1\",\"com.kaldrix.region.heartbeat.v1\"]}";

    public Provisioning {
        regions = List.copyOf(regions);
        moreTopics = List.copyOf(moreTopics);
        if (environment.isBlank()) {
            throw new IllegalArgumentException("an environment has a name");
        }
    }

    /** The suite's own topics alone. */
    public Provisioning(String environment, List<String> regions, Duration visibilityTimeout) {
        this(environment, regions, visibilityTimeout, List.of());
    }

    /** The usual visibility timeout of 30 s. */
    public Provisioning(String environment, List<String> regions) {
        this(environment, regions, Duration.ofSeconds(30));
    }

    /** The same with these topics beside the suite's own. */
    public Provisioning withTopics(List<String> names) {
        return new Provisioning(environment, regions, visibilityTimeout, names);
    }

    /** Makes what is missing, with credentials that a local endpoint accepts. */
    public Map<String, RegionResources> apply(URI endpoint) {
        Map<String, RegionResources> resources = new LinkedHashMap<>();
        try (SdkHttpClient http = Apache5HttpClient.create()) {
            Clients clients = new Clients(endpoint, http);
            for (String region : regions) {
                try (SnsClient sns = clients.sns(region);
                        SqsClient sqs = clients.sqs(region)) {
                    resources.put(region, apply(sns, sqs));
                }
            }
            subscribeHub(clients, resources);
            for (String region : regions) {
                subscribeGlobalView(clients, region, resources);
            }
        }
        return resources;
    }

    /** Clients of any region. */
    private record Clients(URI endpoint, SdkHttpClient http) {
        private static final StaticCredentialsProvider CREDENTIALS =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

        SnsClient sns(String region) {
            return SnsClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.of(region))
                    .credentialsProvider(CREDENTIALS)
                    .httpClient(http)
                    .build();
        }

        SqsClient sqs(String region) {
            return SqsClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.of(region))
                    .credentialsProvider(CREDENTIALS)
                    .httpClient(http)
                    .build();
        }
    }

    /** The hub's gateway hears the metrics of every region; its queue may be sent to from all of their topics. */
    private void subscribeHub(Clients clients, Map<String, RegionResources> resources) {
        String hub = regions.getFirst();
        List<String> topics = topics("metrics", resources);
        String queueArn;
        try (SqsClient sqs = clients.sqs(hub)) {
            String url = Objects.requireNonNull(resources.get(hub)).gatewayQueueUrl();
            queueArn = arn(sqs, url);
            Map<QueueAttributeName, String> policy = Map.of(QueueAttributeName.POLICY, mayBeSentTo(queueArn, topics));
            sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(policy));
        }
        hear(clients, regions.subList(1, regions.size()), topics.subList(1, topics.size()), queueArn, FOR_GATEWAYS);
    }

    /** Each region's view of all regions hears what happens in every region: any of them may become the hub. */
    private void subscribeGlobalView(Clients clients, String viewer, Map<String, RegionResources> resources) {
        List<String> topics = topics("events", resources);
        String queueArn;
        try (SqsClient sqs = clients.sqs(viewer)) {
            queueArn = arn(
                    sqs, queues(sqs, GLOBAL_VIEW, topics.toArray(String[]::new)).queueUrl());
        }
        hear(clients, regions, topics, queueArn, FOR_GLOBAL_VIEW);
    }

    /** The topic of this name of each region, in the order of regions. */
    private List<String> topics(String name, Map<String, RegionResources> resources) {
        return regions.stream()
                .map(region -> Objects.requireNonNull(resources.get(region))
                        .topicArns()
                        .getOrDefault(name, ""))
                .toList();
    }

    /** Subscribes a queue to topics of other regions: a subscription is made where its topic is. */
    private static void hear(
            Clients clients, List<String> regions, List<String> topics, String queueArn, String filter) {
        for (int i = 0; i < regions.size(); i++) {
            try (SnsClient sns = clients.sns(regions.get(i))) {
                subscribe(sns, topics.get(i), queueArn, Map.of("FilterPolicy", filter));
            }
        }
    }

    /** Makes what is missing in the region of two clients. */
    public RegionResources apply(SnsClient sns, SqsClient sqs) {
        Map<String, String> topics = new LinkedHashMap<>();
        for (String topic : TOPICS) {
            topics.put(
                    topic, sns.createTopic(request -> request.name(name(topic))).topicArn());
        }
        String alerts = topics.getOrDefault("alerts", "");
        String metrics = topics.getOrDefault("metrics", "");
        for (String topic : moreTopics) {
            String arn = sns.createTopic(request -> request.name(name(topic))).topicArn();
            topics.put(topic, arn);
            subscribe(sns, arn, arn(sqs, queues(sqs, topic, arn).queueUrl()), Map.of());
        }
        String events = topics.getOrDefault("events", "");
        QueuePair processor = queues(sqs, PROCESSOR, alerts, events);
        subscribe(sns, alerts, arn(sqs, processor.queueUrl()), Map.of());
        subscribe(sns, events, arn(sqs, processor.queueUrl()), Map.of("FilterPolicy", FOR_PROCESSOR));
        QueuePair gateway = queues(sqs, GATEWAY, metrics);
        subscribe(sns, metrics, arn(sqs, gateway.queueUrl()), Map.of("FilterPolicy", FOR_GATEWAYS));
        for (int shard = 0; shard < DETECTOR_QUEUES; shard++) {
            QueuePair detector = queues(sqs, DETECTOR + "-" + shard, metrics);
            subscribe(sns, metrics, arn(sqs, detector.queueUrl()), Map.of("FilterPolicy", forShard(shard)));
        }
        subscribe(
                sns, alerts, arn(sqs, queues(sqs, DETECTOR + "-alarms", alerts).queueUrl()), Map.of());
        String findings = topics.getOrDefault("findings", "");
        QueuePair reporter = queues(sqs, REPORTER, findings, events);
        subscribe(sns, findings, arn(sqs, reporter.queueUrl()), Map.of());
        subscribe(sns, events, arn(sqs, reporter.queueUrl()), Map.of("FilterPolicy", FOR_REPORTER));
        return new RegionResources(
                topics, processor.queueUrl(), processor.deadLettersUrl(), gateway.queueUrl(), gateway.deadLettersUrl());
    }

    /** Each queue takes every n-th of the gateways' shards. */
    private static String forShard(int queue) {
        return IntStream.range(0, GATEWAY_SHARDS)
                .filter(shard -> shard % DETECTOR_QUEUES == queue)
                .mapToObj(shard -> "\"" + shard + "\"")
                .collect(Collectors.joining(",", "{\"shard\":[", "]}"));
    }

    /** How many queues of metrics anomaly-processor has in each region. */
    public static int detectorQueues() {
        return DETECTOR_QUEUES;
    }

    /** A queue and where what cannot be handled ends. */
    private record QueuePair(String queueUrl, String deadLettersUrl) {}

    private QueuePair queues(SqsClient sqs, String service, String... topics) {
        String deadLetters = queue(
                sqs,
                name(service) + "-dlq",
                arn -> Map.of(
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(DEAD_LETTERS_KEPT.toSeconds())));
        String deadLettersArn = arn(sqs, deadLetters);
        String queue = queue(
                sqs,
                name(service),
                arn -> Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibilityTimeout.toSeconds()),
                        QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + deadLettersArn + "\",\"maxReceiveCount\":\""
                                        + RECEIVES_BEFORE_DEAD_LETTER + "\"}",
                        QueueAttributeName.POLICY, mayBeSentTo(arn, List.of(topics))));
        return new QueuePair(queue, deadLetters);
    }

    private static void subscribe(SnsClient sns, String topic, String queueArn, Map<String, String> more) {
        Map<String, String> attributes = new LinkedHashMap<>(more);
        attributes.put("RawMessageDelivery", "true");
        sns.subscribe(SubscribeRequest.builder()
                .topicArn(topic)
                .protocol("sqs")
                .endpoint(queueArn)
                .attributes(attributes)
                .returnSubscriptionArn(true)
                .build());
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

    private static String mayBeSentTo(String queueArn, List<String> topicArns) {
        String sources = topicArns.stream().map(arn -> "\"" + arn + "\"").collect(Collectors.joining(","));
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},\
                "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":[%s]}}}]}""".formatted(queueArn, sources);
    }

    /**
     * What one region has.
     *
     * @param topicArns by short name, such as {@code alerts}
     * @param processorQueueUrl the queue that alert-processor reads
     * @param deadLetterQueueUrl where what it cannot handle ends
     * @param gatewayQueueUrl the queue that metrics-gateway reads: KPI partials and elections
     * @param gatewayDeadLetterQueueUrl where what it cannot handle ends
     */
    public record RegionResources(
            Map<String, String> topicArns,
            String processorQueueUrl,
            String deadLetterQueueUrl,
            String gatewayQueueUrl,
            String gatewayDeadLetterQueueUrl) {
        public RegionResources {
            topicArns = Map.copyOf(topicArns);
        }

        /** The queue of a topic beside the suite's own. */
        public String queueUrl(String topic) {
            return gatewayQueueUrl.substring(0, gatewayQueueUrl.lastIndexOf(GATEWAY)) + topic;
        }

        /** The topic that whatever may page is published to. */
        public String alertsTopicArn() {
            return String.valueOf(topicArns.get("alerts"));
        }
    }
}
