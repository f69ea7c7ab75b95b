package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fourth region, on a copy of the chart and with variables in the operators' shape. */
class AddRegionTest {
    private static final String HUB = """
            region                    = "us-east-1"
            environment               = "prod"
            kubernetes_cluster_name   = "kaldrix-eks-us-east-1"
            vpc_id                    = "vpc-0123456789abcdef0"
            private_subnets           = ["subnet-1", "subnet-2"]
            public_subnets            = ["subnet-3", "subnet-4"]
            alert_email               = "alerts@kaldrix.com"
            regions                   = ["us-east-1", "us-west-2", "eu-west-1"]
            """;

    @TempDir
    Path folder;

    @Test
    void aFourthRegionIsKnownEverywhere() throws Exception {
        Path chart = folder.resolve("chart");
        Project.copy(Project.CHART, chart);
        Path terraform = Files.createDirectories(folder.resolve("terraform"));
        Files.writeString(terraform.resolve("prod-us-east-1.tfvars"), HUB);

        Program.Said dry = add(chart, terraform, "--dry-run");
        assertThat(dry.exit()).as(dry.text()).isZero();
        assertThat(chart.resolve("values-ap-southeast-2.yaml")).doesNotExist();
        assertThat(terraform.resolve("prod-ap-southeast-2.tfvars")).doesNotExist();

        Program.Said said = add(chart, terraform);
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(Files.readString(terraform.resolve("prod-ap-southeast-2.tfvars")))
                .contains("= \"ap-southeast-2\"", "\"kaldrix-eks-ap-southeast-2\"", "vpc_id                    = \"\"")
                .doesNotContain("subnet-");
        assertThat(Files.readString(terraform.resolve("prod-us-east-1.tfvars")))
                .contains("\"eu-west-1\", \"ap-southeast-2\"]")
                .contains("vpc-0123456789abcdef0");

        String hub = render(chart, "us-east-1");
        assertThat(hub)
                .contains("ap-southeast-2:prod-kaldrix-compliance-reporter")
                .contains("\"ap-southeast-2\":10")
                .contains("\"eu-west-1\":9")
                .contains("\"us-east-1\":63");
        String fourth = render(chart, "ap-southeast-2");
        assertThat(fourth)
                .contains("arn:aws:sns:ap-southeast-2:000000000000:prod-kaldrix-metrics")
                .contains("ap-southeast-2:prod-kaldrix-alert-processor")
                .doesNotContain("name: compliance-reporter\n");

        Program.Said again = add(chart, terraform);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.text()).contains("already");
    }

    private static String render(Path chart, String region) {
        return new Helm(chart)
                .template()
                .withName(Chart.RELEASE)
                .withKubeVersion("1.33.0")
                .withValuesFile(chart.resolve("values-" + region + ".yaml"))
                .call();
    }

    private static Program.Said add(Path chart, Path terraform, String... more) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(
                                "bash",
                                Project.SCRIPTS.resolve("add_region.sh").toString(),
                                "ap-southeast-2",
                                "--share",
                                "10"),
                        Stream.of(more))
                .toList();
        return Program.run(
                Project.ROOT, Map.of("CHART", chart.toString(), "TERRAFORM_ROOT", terraform.toString()), command);
    }
}
