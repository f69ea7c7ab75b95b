package com.kaldrix.monitoring.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.supervise.ProcessIdentity;
import com.kaldrix.monitoring.local.supervise.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One stack with two replicas of a tiny service, looked at from all sides; the last test restarts it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KaldrixStackTest {
    private static final ServiceDefinition SERVICE = ServiceDefinition.ALERT_PROCESSOR;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path root;

    private final List<String> progress = new ArrayList<>();
    private final Ports ports = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();
    private KaldrixStack stack;

    @BeforeAll
    void start() throws Exception {
        shareUnpackedPrograms();
        TinyService.build(root, SERVICE, "1");
        assertThat(AotTraining.train(root, SERVICE, progress::add)).isTrue();
        assertThat(AotTraining.train(root, SERVICE, progress::add)).isFalse();
        stack = launch();
    }

    @AfterAll
    void stop() {
        stack.close();
        http.close();
    }

    @Test
    @Order(1)
    void theServicesAreToldWhereEverythingIs() throws Exception {
        Map<String, String> first = environment("alert-processor");
        Map<String, String> second = environment("alert-processor-2");

        assertThat(first)
                .containsEntry("SERVER_PORT", Integer.toString(ports.services()))
                .containsEntry("SPRING_DATASOURCE_URL", stack.postgres().jdbcUrl("alerts"))
                .containsEntry("AWS_REGION", "us-east-1")
                .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:" + ports.aws())
                .containsEntry(
                        "KALDRIX_INTAKE_QUEUES",
                        "us-east-1:local-kaldrix-alert-processor,us-west-2:local-kaldrix-alert-processor,"
                                + "eu-west-1:local-kaldrix-alert-processor")
                .containsEntry("SNS_TOPIC_ARN", "arn:aws:sns:us-east-1:000000000000:local-kaldrix-notifications")
                .containsEntry("KALDRIX_PAGERDUTY_URL", "http://127.0.0.1:" + ports.sinks() + "/pagerduty/v2/enqueue")
                .containsEntry("KALDRIX_CLOCK_SPEED", "60")
                .containsEntry("EXTRA", "yes");
        assertThat(first.get("PAGERDUTY_KEY")).hasSize(32);
        assertThat(second).containsEntry("SERVER_PORT", Integer.toString(ports.replicas()));
        assertThat(second.get("KALDRIX_CLOCK_ANCHOR")).isEqualTo(first.get("KALDRIX_CLOCK_ANCHOR"));
        assertThat(Files.readString(Path.of(first.get("KALDRIX_SECURITY_TOKEN_FILE")))
                        .strip())
                .isEqualTo(stack.token().value());
    }

    @Test
    @Order(2)
    void theServicesStartWithTheirAotCache() {
        Path cache = root.resolve("alert-processor/target/app/alert-processor.aot");
        assertThat(cache).isNotEmptyFile();
        assertThat(stack.service("alert-processor").spec().command())
                .anySatisfy(
                        option -> assertThat(option).startsWith("-XX:AOTCache=").endsWith("/alert-processor.aot"));
    }

    @Test
    @Order(3)
    void theDatabaseTheQueuesAndTheMailboxAreThere() throws Exception {
        try (var connection = DriverManager.getConnection(
                stack.postgres().jdbcUrl("alerts"), "postgres", stack.postgres().password())) {
            assertThat(connection.isValid(5)).isTrue();
        }
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        URI endpoint = stack.aws().endpoint();
        try (SnsClient sns = SnsClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(credentials)
                        .build();
                SnsClient hub = SnsClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(credentials)
                        .build();
                SqsClient sqs = SqsClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(credentials)
                        .build()) {
            sns.publish(request -> request.topicArn(stack.resources("eu-west-1").alertsTopicArn())
                    .message("{\"alarm\":1}"));
            var received = sqs.receiveMessage(
                    request -> request.queueUrl(stack.resources("eu-west-1").processorQueueUrl())
                            .waitTimeSeconds(10));
            assertThat(received.messages())
                    .singleElement()
                    .satisfies(message -> assertThat(message.body()).isEqualTo("{\"alarm\":1}"));

            String notifications = stack.resources("us-east-1").topicArns().get("notifications");
            hub.publish(request -> request.topicArn(notifications).subject("P0").message("Network partition"));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.sinks().receipts(SinkName.SNS_EMAIL))
                        .singleElement()
                        .satisfies(mail -> {
                            assertThat(mail.path()).isEqualTo("oncall@kaldrix.example");
                            assertThat(mail.body().path("subject").asString()).isEqualTo("P0");
                        }));
    }

    @Test
    @Order(4)
    void aKilledReplicaComesBackAndTheOtherIsLeftAlone() {
        ServiceProcess first = stack.service("alert-processor");
        ServiceProcess second = stack.service("alert-processor-2");
        long untouched = second.pid().orElseThrow();

        first.kill();

        await().atMost(PATIENCE).until(() -> first.starts() == 2 && first.isReady());
        assertThat(second.pid()).hasValue(untouched);
    }

    @Test
    @Order(5)
    void everyPartIsListedWithItsProcess() {
        assertThat(KaldrixStack.parts(stack.settings()))
                .extracting(StackPart::name)
                .containsExactly("sinks", "smtp", "postgres", "aws", "alert-processor", "alert-processor-2");
        assertThat(progress)
                .contains(
                        "PostgreSQL is ready on port " + ports.postgres(),
                        "alert-processor-2 is ready on port " + ports.replicas());
    }

    @Test
    @Order(6)
    void theStateOutlivesTheStackAndOrphansAreEnded() throws Exception {
        String token = stack.token().value();
        ProcessHandle orphan = new ProcessBuilder("sleep", "300").start().toHandle();
        stack.close();
        assertThat(stack.services().values()).allMatch(process -> process.pid().isEmpty());
        ProcessIdentity.of(orphan).orElseThrow().write(root.resolve("state/run/alert-processor-3.pid"));
        progress.clear();

        stack = launch();

        assertThat(orphan.isAlive()).isFalse();
        assertThat(progress.getFirst()).startsWith("ended alert-processor-3 (pid " + orphan.pid() + ")");
        assertThat(stack.token().value()).isEqualTo(token);
        assertThat(stack.token().isNew()).isFalse();
        assertThat(stack.sinks().counts(SinkName.SNS_EMAIL).received()).isEqualTo(1);
    }

    @Test
    @Order(7)
    void aNewBuildGetsAFolderOfItsOwnAndNoOldCache() throws Exception {
        AppLayout before = AppLayout.of(root, SERVICE);
        TinyService.build(root, SERVICE, "2");
        AppLayout after = AppLayout.of(root, SERVICE);

        assertThat(after.folder()).isNotEqualTo(before.folder());
        assertThat(after.hasAotCache()).isFalse();
        assertThat(before.hasAotCache()).isTrue();
        assertThat(root.resolve("alert-processor/target/app").toRealPath())
                .isEqualTo(after.folder().toRealPath());
        assertThat(environment("alert-processor")).containsEntry("VERSION", "1");
    }

    private KaldrixStack launch() throws InterruptedException {
        return KaldrixStack.builder(root)
                .state(root.resolve("state"))
                .ports(ports)
                .services(List.of(SERVICE))
                .replicas(2)
                .clockSpeed(60)
                .environment(SERVICE, "EXTRA", "yes")
                .progress(progress::add)
                .start();
    }

    private Map<String, String> environment(String process) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(stack.url(process) + "/env")).build();
        return http.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** PostgreSQL's programs are unpacked once for the project. */
    private void shareUnpackedPrograms() throws IOException {
        Path cache =
                Path.of(System.getProperty("kaldrix.root")).resolve(".kaldrix").resolve("cache");
        Files.createDirectories(cache);
        Files.createDirectories(root.resolve(".kaldrix"));
        Files.createSymbolicLink(root.resolve(".kaldrix").resolve("cache"), cache);
    }
}
