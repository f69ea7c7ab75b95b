package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events of all security services, in their real shapes, go through SNS and SQS; a report is asked for, told of by Slack and mail, fetched and verified;
 * the audit trail is exported, verified, and every altered copy of it is found out. compliance-reporter and alert-processor are processes, the verifiers
 * programs of their own.
 */
class ComplianceStoryTest {
    private static final String HUB = "us-east-1";
    private static final String EVENTS = "compliance-reporter/src/test/resources/events";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> FOLDERS =
            List.of("securityhub", "guardduty", "macie", "inspector", "config", "cloudtrail", "accessanalyzer");

    @Test
    void whatSecurityServicesTellBecomesAReportAndATrailThatCannotBeAlteredUnseen() throws Exception {
        Path root = Packaged.root();
        Path folder = Packaged.folder("reports", "compliance");
        try (KaldrixStack stack = KaldrixStack.builder(root)
                        .state(Packaged.emptyState("compliance"))
                        .ports(Ports.free())
                        .regions(List.of(HUB))
                        .services(List.of(ServiceDefinition.ALERT_PROCESSOR, ServiceDefinition.COMPLIANCE_REPORTER))
                        .environment(ServiceDefinition.COMPLIANCE_REPORTER, "KALDRIX_TRAIL_CHECKPOINT_EVERY", "1s")
                        .start();
                HttpClient http = HttpClient.newHttpClient()) {
            Service compliance = new Service(http, stack);
            publish(root, stack);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(compliance
                                    .json("/api/v1/findings?limit=500")
                                    .path("items")
                                    .size())
                            .isGreaterThanOrEqualTo(10));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(compliance
                                    .json("/api/v1/activity")
                                    .path("items")
                                    .size())
                            .isPositive());
            String id = compliance
                    .post("/api/v1/reports", "{\"from\":\"2026-01-01T00:00:00Z\"}")
                    .path("id")
                    .asString();
            String path = "/api/v1/reports/" + id;
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(compliance.json(path).path("state").asString())
                                    .isEqualTo("made"));
            JsonNode made = compliance.json(path).path("made");
            Path report = Files.createDirectories(folder.resolve("report"));
            clear(report);
            for (JsonNode file : made.path("files")) {
                String name = file.path("name").asString();
                Files.write(report.resolve(name), compliance.bytes(path + "/files/" + name));
            }
            assertThat(Files.readString(report.resolve("report.html")))
                    .contains("EC2.13", made.path("dataSet").asString());
            assertThat(Files.readString(report.resolve("findings.csv"))).contains("UnauthorizedAccess");
            assertThat(verify(root, "report.cli.ReportVerifyCommand", report)).isZero();
            Files.writeString(
                    report.resolve("findings.csv"),
                    Files.readString(report.resolve("findings.csv")).replace("EC2.13", "EC2.14"));
            assertThat(verify(root, "report.cli.ReportVerifyCommand", report)).isOne();

            String title = made.path("title").asString();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(heard(stack, SinkName.SLACK)).contains(title);
                assertThat(heard(stack, SinkName.SNS_EMAIL)).contains(title);
            });
            assertThat(heard(stack, SinkName.PAGERDUTY)).doesNotContain(title);

            // Not every entry is under a checkpoint yet; those that are may not be touched.
            await().atMost(PATIENCE).untilAsserted(() -> {
                Path export = Files.write(folder.resolve("trail.zip"), compliance.bytes("/api/v1/audit/export"));
                assertThat(verify(root, "audit.cli.AuditVerifyCommand", export)).isZero();
            });
            Path export = folder.resolve("trail.zip");
            assertThat(altered(root, export, "byte", lines -> {
                        List<String> changed = new ArrayList<>(lines);
                        changed.set(1, changed.get(1).replaceFirst("2026", "2025"));
                        return changed;
                    }))
                    .isOne();
            assertThat(altered(root, export, "row", lines -> {
                        List<String> changed = new ArrayList<>(lines);
                        changed.remove(2);
                        return changed;
                    }))
                    .isOne();
            assertThat(altered(root, export, "order", lines -> {
                        List<String> changed = new ArrayList<>(lines);
                        changed.add(1, changed.remove(3));
                        return changed;
                    }))
                    .isOne();
            assertThat(altered(root, export, "tail", lines -> lines.subList(0, 1)))
                    .isOne();
        }
    }

    private static String heard(KaldrixStack stack, SinkName sink) {
        return stack.sinks().receipts(sink).stream()
                .map(receipt -> receipt.body().toString())
                .collect(Collectors.joining("\n"));
    }

    private static void publish(Path root, KaldrixStack stack) throws IOException {
        String topic = String.valueOf(stack.resources(HUB).topicArns().get("findings"));
        try (SdkHttpClient http = Apache5HttpClient.create();
                SnsClient sns = SnsClient.builder()
                        .endpointOverride(stack.aws().endpoint())
                        .region(Region.of(HUB))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .httpClient(http)
                        .build()) {
            for (String name : FOLDERS) {
                try (Stream<Path> files = Files.list(root.resolve(EVENTS).resolve(name))) {
                    for (Path file : files.sorted().toList()) {
                        String body = Files.readString(file);
                        sns.publish(request -> request.topicArn(topic).message(body));
                    }
                }
            }
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static int altered(Path root, Path export, String how, UnaryOperator<List<String>> change)
            throws IOException, InterruptedException {
        Path copy = export.resolveSibling("trail-" + how + ".zip");
        try (InputStream in = Files.newInputStream(export);
                ZipInputStream original = new ZipInputStream(in);
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry = original.getNextEntry(); entry != null; entry = original.getNextEntry()) {
                String text = new String(original.readAllBytes(), StandardCharsets.UTF_8);
                if (entry.getName().equals("entries")) {
                    text = String.join("\n", change.apply(text.lines().toList())) + "\n";
                }
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return verify(root, "audit.cli.AuditVerifyCommand", copy);
    }

    private static int verify(Path root, String main, Path what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dloader.main=com.kaldrix.monitoring.compliance." + main,
                        "-cp",
                        root.resolve("compliance-reporter/target/compliance-reporter.jar")
                                .toString(),
                        "org.springframework.boot.loader.launch.PropertiesLauncher",
                        "verify",
                        what.toString())
                .inheritIO()
                .start();
        return process.waitFor();
    }

    /** compliance-reporter, as an administrator has it. */
    private record Service(HttpClient http, KaldrixStack stack) {
        JsonNode json(String path) throws IOException, InterruptedException {
            return JSON.readTree(bytes(path));
        }

        byte[] bytes(String path) throws IOException, InterruptedException {
            return send(request(path).GET());
        }

        JsonNode post(String path, String body) throws IOException, InterruptedException {
            return JSON.readTree(send(
                    request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body))));
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(stack.url("compliance-reporter") + path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + stack.token().value());
        }

        private byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode() / 100)
                    .as(new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo(2);
            return answer.body();
        }
    }
}
