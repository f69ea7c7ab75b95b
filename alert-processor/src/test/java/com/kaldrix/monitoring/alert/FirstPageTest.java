package com.kaldrix.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.aws.Provisioning;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** The thinnest path from end to end: a CloudWatch alarm on the topic becomes a message in Slack and an event at PagerDuty. */
class FirstPageTest {
    private static final String ALARM = """
            {"AlarmName":"prod-kaldrix-high-cpu","AlarmDescription":"High CPU utilization detected","AWSAccountId":"123456789012",
             "NewStateValue":"ALARM","NewStateReason":"Threshold Crossed: 2 datapoints were greater than the threshold (80.0).",
             "StateChangeTime":"%s","Region":"EU (Ireland)",
             "AlarmArn":"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:prod-kaldrix-high-cpu","OldStateValue":"OK",
             "Trigger":{"MetricName":"CPUUtilization","Namespace":"AWS/EC2","StatisticType":"Statistic","Statistic":"AVERAGE",
             "Unit":null,"Dimensions":[{"value":"i-0abc","name":"InstanceId"}],"Period":300,"EvaluationPeriods":2,
             "ComparisonOperator":"GreaterThanThreshold","Threshold":80.0,"TreatMissingData":"","EvaluateLowSampleCountPercentile":""}}
            """;

    @TempDir
    Path directory;

    @Test
    void aCloudWatchAlarmPages() throws IOException {
        var database = LocalPostgres.shared().freshDatabase();
        try (LocalAws aws = LocalAws.inMemory(0);
                Sinks sinks = Sinks.start(0, 0)) {
            var resources =
                    new Provisioning("test", List.of("us-east-1", "us-west-2", "eu-west-1")).apply(aws.endpoint());
            Path routes = Files.writeString(directory.resolve("alertmanager.yml"), """
                    route:
                      receiver: on-call
                      group_by: [region]
                      group_wait: 0s
                    receivers:
                      - name: on-call
                        slack_configs:
                          - api_url: %s
                        pagerduty_configs:
                          - routing_key: abcdef
                            url: %s
                    """.formatted(
                            sinks.slackWebhook("on-call"), sinks.pagerDuty() + "/v2/enqueue"));
            System.setProperty("aws.accessKeyId", "test");
            System.setProperty("aws.secretAccessKey", "test");
            try (ConfigurableApplicationContext context = SpringApplication.run(
                    AlertProcessor.class,
                    "--server.port=0",
                    "--spring.profiles.active=test",
                    "--spring.datasource.url=" + database.jdbcUrl(),
                    "--spring.datasource.username=" + database.username(),
                    "--spring.datasource.password=" + database.password(),
                    "--kaldrix.aws.endpoint=" + aws.endpoint(),
                    "--kaldrix.configuration.file=" + routes,
                    "--kaldrix.intake.queues=eu-west-1:test-kaldrix-alert-processor",
                    "--kaldrix.topics.events="
                            + java.util.Objects.requireNonNull(resources.get("us-east-1"))
                                    .topicArns()
                                    .get("events"))) {
                SnsClient sns = SnsClient.builder()
                        .endpointOverride(aws.endpoint())
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build();
                sns.publish(request -> request.topicArn(java.util.Objects.requireNonNull(resources.get("eu-west-1"))
                                .alertsTopicArn())
                        .message(ALARM.formatted(
                                java.time.Instant.now().toString().replace("Z", "+0000"))));
                await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                    assertThat(sinks.receipts(SinkName.SLACK)).hasSize(1);
                    assertThat(sinks.incidents()).hasSize(1);
                });
                System.out.println(sinks.receipts(SinkName.SLACK));
                System.out.println(sinks.incidents());
            }
        }
    }
}
