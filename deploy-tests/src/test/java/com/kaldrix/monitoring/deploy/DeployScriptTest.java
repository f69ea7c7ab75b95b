package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The order of what a deployment does, and that it goes on after it was broken off. Terraform, Helm, kubectl and aws are stood in for by programs
 * that write down what they were asked, for there is no cluster; Terraform and Helm themselves have tests of their own.
 */
@Tag("external")
class DeployScriptTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ENVIRONMENT = "deploytest";

    @TempDir
    Path folder;

    private Path calls;
    private Path report;

    @BeforeEach
    void programs() throws IOException {
        calls = folder.resolve("calls");
        report = folder.resolve("report");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String program : List.of("terraform", "helm", "kubectl", "aws")) {
            Path file = Files.writeString(bin.resolve(program), """
                    #!/usr/bin/env bash
                    printf '%%s %%s\\n' %1$s "$*" >>"$CALLS"
                    if [[ -n ${FAIL:-} && "%1$s $*" == *$FAIL* ]]; then echo "no such luck"; exit 1; fi
                    case "%1$s $*" in
                      terraform*output*) echo '{"topics": {"sensitive": false, "value": "arn:1"}, "password": {"sensitive": true, "value": "hush"}, "helm_values": {"sensitive": false, "value": "accountId: made"}}' ;;
                      helm\\ version*) printf v4.1.4 ;;
                      kubectl*get\\ deployments*) echo deployment.apps/alert-processor ;;
                    esac
                    """.formatted(program));
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Path terraform = Files.createDirectories(folder.resolve("terraform"));
        for (String region : List.of("eu-west-1", "us-east-1")) {
            Files.writeString(
                    terraform.resolve(ENVIRONMENT + "-" + region + ".tfvars"),
                    "region = \"" + region + "\"\nkubernetes_cluster_name = \"kaldrix-eks-" + region + "\"\n");
        }
    }

    @AfterEach
    void forget() throws Exception {
        Program.run(
                Project.ROOT,
                Map.of(),
                List.of(
                        "rm",
                        "-rf",
                        Project.ROOT.resolve(".kaldrix/deploy/" + ENVIRONMENT).toString()));
    }

    @Test
    void theHubComesFirstAndTheReportSaysWhatWasDone() throws Exception {
        Program.Said said = deploy(Map.of(), "--skip-checks");
        assertThat(said.exit()).as(said.text()).isZero();
        List<String> called = called();
        int hub = index(called, "update-kubeconfig --region us-east-1 --name kaldrix-eks-us-east-1");
        int other = index(called, "update-kubeconfig --region eu-west-1 --name kaldrix-eks-eu-west-1");
        assertThat(hub).isLessThan(other);
        assertThat(index(called, "workspace select -or-create deploytest-us-east-1"))
                .isLessThan(index(called, "apply -auto-approve"));
        assertThat(index(called, "apply -auto-approve")).isLessThan(hub);
        assertThat(called)
                .anyMatch(call -> call.startsWith("helm")
                        && call.contains("--rollback-on-failure")
                        && call.contains("values-us-east-1.yaml"));
        JsonNode json = JSON.readTree(Files.readString(report.resolve("report.json")));
        assertThat(json.at("/regions/0/region").stringValue("")).isEqualTo("us-east-1");
        assertThat(json.at("/regions/0/steps")).hasSize(7);
        assertThat(json.at("/regions/0/outputs/topics").stringValue("")).isEqualTo("arn:1");
        String text = Files.readString(report.resolve("report.md"));
        assertThat(text).contains("# Deployment of deploytest", "## eu-west-1", "| release | done |", "`arn:1`");
        assertThat(text + json).as("what is sensitive").doesNotContain("hush");
    }

    /** What Terraform made is said to the chart, after the region's values and before the operator's. */
    @Test
    void theChartIsToldWhatTerraformMade() throws Exception {
        Files.writeString(
                folder.resolve("terraform/" + ENVIRONMENT + "-us-east-1.values.yaml"), "domain: mine.example\n");
        Files.writeString(folder.resolve("terraform/backend.hcl"), "bucket = \"state\"\n");
        Program.Said said = deploy(Map.of(), "--skip-checks", "--region", "us-east-1");
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(called().get(index(called(), "upgrade --install")))
                .containsSubsequence(
                        "values-us-east-1.yaml",
                        "/us-east-1/terraform.values.yaml",
                        ENVIRONMENT + "-us-east-1.values.yaml");
        assertThat(Files.readString(
                        Project.ROOT.resolve(".kaldrix/deploy/" + ENVIRONMENT + "/us-east-1/terraform.values.yaml")))
                .isEqualTo("accountId: made\n");
        assertThat(called())
                .as("the state that README.md works with by hand")
                .anyMatch(call ->
                        call.contains("init") && call.contains("-backend-config=key=monitoring/us-east-1.tfstate"))
                .noneMatch(call -> call.contains("workspace"));
    }

    @Test
    void theInfrastructureMayComeAlone() throws Exception {
        Program.Said said = deploy(Map.of(), "--infrastructure");
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(called())
                .anyMatch(call -> call.contains("update-kubeconfig --region eu-west-1"))
                .noneMatch(call -> call.startsWith("helm"));
    }

    @Test
    void itGoesOnWhereItWasBrokenOff() throws Exception {
        Program.Said broken = deploy(Map.of("FAIL", "update-kubeconfig --region eu-west-1"), "--skip-checks");
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.text()).contains("no such luck", "eu-west-1: kubeconfig failed");
        assertThat(Files.readString(report.resolve("report.md"))).contains("| kubeconfig | FAILED |");
        Files.delete(calls);

        Program.Said again = deploy(Map.of(), "--skip-checks");
        assertThat(again.exit()).as(again.text()).isZero();
        if (!isChanged()) {
            assertThat(called())
                    .noneMatch(call -> call.contains("us-east-1"))
                    .noneMatch(call -> call.contains("apply"));
        }
        assertThat(called()).anyMatch(call -> call.contains("update-kubeconfig --region eu-west-1"));
    }

    /** The first command of a step that has two. */
    @Test
    void aStepEndsWithItsFirstFailure() throws Exception {
        Program.Said broken = deploy(Map.of("FAIL", "init -input"), "--skip-checks");
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.text()).contains("initialise failed");
        assertThat(called()).noneMatch(call -> call.contains("workspace select"));
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        Program.Said said = deploy(Map.of(), "--dry-run", "--region", "us-east-1");
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(called())
                .noneMatch(call -> call.contains("apply") || call.contains("upgrade") || call.startsWith("kubectl"))
                .anyMatch(call -> call.contains("plan"))
                .anyMatch(call -> call.startsWith("helm template"));
        assertThat(Files.readString(report.resolve("report.md"))).contains("(dry run)");
    }

    /** In a worktree with changes every step is done anew, because nobody knows what was deployed. */
    private static boolean isChanged() throws Exception {
        Program.Said said = Program.run(
                Project.ROOT,
                Map.of(),
                List.of("git", "status", "--porcelain", "--", "helm", "dashboards", "scripts", "terraform"));
        return said.exit() != 0 || !said.text().isBlank();
    }

    private List<String> called() throws IOException {
        return Files.readAllLines(calls);
    }

    private static int index(List<String> called, String part) {
        for (int i = 0; i < called.size(); i++) {
            if (called.get(i).contains(part)) {
                return i;
            }
        }
        throw new AssertionError("nobody called " + part + ", but " + called);
    }

    private Program.Said deploy(Map<String, String> more, String... options) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("CALLS", calls.toString());
        environment.put("TERRAFORM_ROOT", folder.resolve("terraform").toString());
        List<String> command = new ArrayList<>(List.of(
                "bash",
                Project.SCRIPTS.resolve("deploy_monitoring.sh").toString(),
                "--environment",
                ENVIRONMENT,
                "--report",
                report.toString()));
        command.addAll(List.of(options));
        return Program.run(Project.ROOT, environment, command);
    }
}
