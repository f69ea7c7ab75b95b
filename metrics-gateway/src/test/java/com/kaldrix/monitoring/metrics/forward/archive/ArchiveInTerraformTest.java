package com.kaldrix.monitoring.metrics.forward.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.kaldrix.monitoring.common.moto.MotoServer;
import com.kaldrix.monitoring.common.objects.ObjectContent;
import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.common.terraform.Terraform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/** The bucket of the archive as Terraform makes it, in moto's AWS. */
@Tag("external")
class ArchiveInTerraformTest {
    private static final Path MODULE = Path.of(System.getProperty("kaldrix.root"), "terraform", "modules", "storage");

    private final Path directory;
    private final MotoServer moto = MotoServer.start();

    ArchiveInTerraformTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void signIn() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        moto.close();
    }

    @Test
    void theModuleKeepsToItsOwnTests() throws IOException {
        Path copy = directory.resolve("storage");
        try (Stream<Path> files = Files.walk(MODULE)) {
            for (Path file : files.filter(path -> !path.toString().contains(".terraform"))
                    .toList()) {
                Files.copy(file, copy.resolve(MODULE.relativize(file).toString()));
            }
        }
        Terraform terraform = new Terraform(copy);
        terraform.succeed("fmt", "-check", "-recursive");
        terraform.init();
        assertThat(terraform.succeed("test")).contains("9 passed, 0 failed");
    }

    @Test
    void madeOnceTheBucketTakesTheArchiveAndLetsItAge() throws IOException {
        Files.writeString(
                directory.resolve("main.tf"),
                Terraform.provider("eu-west-1", moto.endpoint(), "s3", "kms", "sts", "iam")
                        + Terraform.provider("eu-central-1", moto.endpoint(), "s3", "kms", "sts", "iam")
                                .replace("provider \"aws\" {", "provider \"aws\" {\n  alias = \"replica\"")
                        + """

                module "storage" {
                  source      = "%s"
                  environment = "test"
                  emulated    = true

                  providers = {
                    aws         = aws
                    aws.replica = aws.replica
                  }
                }

                output "bucket" {
                  value = module.storage.bucket
                }

                output "archive_location" {
                  value = module.storage.archive_location
                }
                """.formatted(MODULE));
        Terraform terraform = new Terraform(directory);
        terraform.init();
        terraform.succeed("apply", "-auto-approve", "-input=false");
        assertThat(terraform.run("plan", "-detailed-exitcode", "-input=false"))
                .as("a second plan changes nothing")
                .extracting(Terraform.Said::exit)
                .isEqualTo(0);

        String bucket = terraform.output("bucket");
        try (S3Client s3 = client()) {
            LifecycleRule rule = s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket)).rules().stream()
                    .filter(found -> found.id().equals("metric-archive"))
                    .findFirst()
                    .orElseThrow();
            assertThat(rule.transitions())
                    .extracting(Transition::days, Transition::storageClass)
                    .containsExactlyInAnyOrder(
                            tuple(30, TransitionStorageClass.STANDARD_IA),
                            tuple(90, TransitionStorageClass.GLACIER_IR));
            assertThat(rule.expiration().days()).isEqualTo(2557);
            assertThat(rule.filter().prefix()).isEqualTo("archive/");
            assertThat(s3.getBucketPolicy(request -> request.bucket(bucket)).policy())
                    .contains("aws:SecureTransport");
            // moto does not look at the conditions of a policy, and so refuses what comes by TLS as well.
            s3.deleteBucketPolicy(request -> request.bucket(bucket));

            try (Objects archive = OpenObjects.at(
                    ObjectLocation.parse(terraform.output("archive_location")),
                    new S3Options("eu-west-1", moto.endpoint(), null))) {
                String key = "date=2026-11-25/hour=14/region=eu-west-1/one.parquet";
                ObjectContent content = ObjectContent.of("PAR1".getBytes(StandardCharsets.UTF_8));
                assertThat(archive.createIfAbsent(key, content)).isTrue();
                assertThat(archive.createIfAbsent(key, content)).isFalse();
                assertThat(s3.headObject(request ->
                                        request.bucket(bucket).key(rule.filter().prefix() + key))
                                .contentLength())
                        .as("what gateways write is what the rule is about")
                        .isEqualTo(4);
            }
            s3.listObjectVersions(request -> request.bucket(bucket))
                    .versions()
                    .forEach(version -> s3.deleteObject(
                            request -> request.bucket(bucket).key(version.key()).versionId(version.versionId())));
            terraform.succeed("destroy", "-auto-approve", "-input=false");
            assertThat(s3.listBuckets().buckets()).isEmpty();
        }
    }

    private S3Client client() {
        return S3Client.builder()
                .httpClient(Apache5HttpClient.create())
                .region(Region.EU_WEST_1)
                .endpointOverride(moto.endpoint())
                .forcePathStyle(true)
                .build();
    }
}
