package com.kaldrix.monitoring.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.moto.MotoServer;
import com.kaldrix.monitoring.common.terraform.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The roles that Terraform makes may do exactly what the services call. */
@Tag("external")
class PermissionsTest {
    private static final Path ROOT = Path.of(System.getProperty("kaldrix.root", ""));
    private static final Pattern ACTION = Pattern.compile("`([a-z0-9]+:[A-Z][A-Za-z0-9]+)`");
    private static final Pattern CALLED = Pattern.compile("\\.action\\(\\s*\"([A-Za-z]+)\"");

    /** What encryption at rest asks of whoever sends, receives, reads and writes. */
    private static final Set<String> BY_ENCRYPTION = Set.of("kms:Decrypt", "kms:GenerateDataKey");

    /** What a call asks for beside its own action: a document is started with its role. */
    private static final Map<String, Set<String>> BY_CALL =
            Map.of("ssm:StartAutomationExecution", Set.of("iam:PassRole"));

    /** Requests that are signed and sent without a client of the SDK. */
    private static final Map<String, Set<String>> BY_SIGNATURE = Map.of(
            "metrics-gateway",
            Set.of("aps:RemoteWrite"),
            "alert-processor",
            Set.of(
                    "sms-voice:SendTextMessage",
                    "sms-voice:SendVoiceMessage",
                    "connect:StartOutboundVoiceContact",
                    "ses:SendEmail",
                    "ses:SendRawEmail"));

    private static final Map<String, JsonNode> POLICIES = new HashMap<>();

    @BeforeAll
    static void deploy(@TempDir Path folder) throws IOException {
        try (MotoServer moto = MotoServer.start()) {
            Files.writeString(folder.resolve("main.tf"), """
                    provider "aws" {
                      region = "us-east-1"
                    }

                    module "identity" {
                      source                      = "%s"
                      environment                 = "test"
                      hub                         = true
                      regions                     = ["us-east-1", "us-west-2", "eu-west-1"]
                      cluster_name                = "kaldrix"
                      buckets                     = { monitoring = "monitoring", records = "records" }
                      kms_keys                    = { monitoring = "arn:aws:kms:us-east-1:1:key/1", trail = "arn:aws:kms:us-east-1:1:key/2" }
                      remote_write_role_arns      = ["arn:aws:iam::123456789012:role/target"]
                      remote_write_workspace_arns = ["arn:aws:aps:us-east-1:123456789012:workspace/ws-1"]
                      metric_set_buckets          = ["readings"]
                      topic_role_arns             = ["arn:aws:iam::123456789012:role/pager"]
                      phone_identity_arns         = ["arn:aws:sms-voice:us-east-1:123456789012:phone-number/phone-1"]
                      connect_instance_arns       = ["arn:aws:connect:us-east-1:123456789012:instance/0a1b"]
                      mail_identity_arns          = ["arn:aws:ses:us-east-1:123456789012:identity/example.org"]
                      account_role_arns           = ["arn:aws:iam::210987654321:role/compliance"]
                      remediation_documents       = ["test-kaldrix-block-public-access"]
                      automation_role_arns        = ["arn:aws:iam::123456789012:role/automation"]
                      remediation_functions       = ["drain-node"]
                      emulated                    = true
                    }

                    output "policies" {
                      value = module.identity.policies
                    }
                    """.formatted(ROOT.resolve("terraform/modules/identity")));
            Terraform terraform = new Terraform(folder, Terraform.emulated(moto.endpoint()));
            terraform.init();
            terraform.succeed("apply", "-auto-approve", "-input=false");
            JsonMapper.shared()
                    .readTree(terraform.succeed("output", "-json", "policies"))
                    .properties()
                    .forEach(policy -> POLICIES.put(
                            policy.getKey(),
                            JsonMapper.shared().readTree(policy.getValue().asString())));
        }
    }

    @AfterAll
    static void forget() {
        POLICIES.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alert-processor", "metrics-gateway", "anomaly-processor"})
    void aServiceMayDoWhatItCallsAndNothingElse(String service) throws IOException {
        Set<String> called = new TreeSet<>(calls(service));
        called.addAll(BY_SIGNATURE.getOrDefault(service, Set.of()));
        BY_CALL.forEach((call, more) -> {
            if (called.contains(call)) {
                called.addAll(more);
            }
        });
        assertThat(allowed(service)).containsExactlyInAnyOrderElementsOf(called);
    }

    @Test
    void complianceReporterMayAlsoAskWhatItsDocumentSays() throws IOException {
        Set<String> called = new TreeSet<>(calls("compliance-reporter"));
        Set<String> asked = ACTION.matcher(Files.readString(ROOT.resolve("docs/compliance-collection.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        called.addAll(asked);
        assertThat(allowed("compliance-reporter")).containsExactlyInAnyOrderElementsOf(called);

        try (Stream<Path> sources = Files.list(
                ROOT.resolve("compliance-reporter/src/main/java/com/kaldrix/monitoring/compliance/pull/aws"))) {
            for (Path source : sources.toList()) {
                assertThat(CALLED.matcher(Files.readString(source))
                                .results()
                                .map((MatchResult found) -> found.group(1)))
                        .as(source.toString())
                        .allSatisfy(action -> assertThat(asked).anyMatch(known -> known.endsWith(":" + action)));
            }
        }
    }

    @Test
    void nobodyMayDoAnythingToEverything() {
        assertThat(POLICIES)
                .hasSize(4)
                .allSatisfy((service, policy) -> assertThat(policy.path("Statement"))
                        .allSatisfy(statement -> {
                            assertThat(statement.path("Action").toString()).doesNotContain("*");
                            boolean everywhere =
                                    statement.path("Resource").toString().contains("\"*\"");
                            assertThat(everywhere && statement.path("Condition").isMissingNode())
                                    .as("%s: %s", service, statement)
                                    .isFalse();
                        }));
    }

    private static Set<String> calls(String service) throws IOException {
        return CallsOfAws.of(ROOT.resolve(service).resolve("target").resolve(service + ".jar"));
    }

    private static Set<String> allowed(String service) {
        Set<String> allowed = new TreeSet<>();
        Objects.requireNonNull(POLICIES.get(service))
                .path("Statement")
                .forEach(statement -> statement.path("Action").forEach(action -> allowed.add(action.asString())));
        allowed.removeAll(BY_ENCRYPTION);
        return allowed;
    }
}
