package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What documents show as values of the chart and variables of Terraform is taken by them as it stands. */
class ExamplesTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(yaml|hcl)\\n(.*?)^ *```");
    private static final Pattern ASSIGNED = Pattern.compile("(?m)^ *([a-z_]+) *=");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder;

    @Test
    void valuesOfTheChartAreTaken() throws IOException {
        Map<?, ?> known = YAML.readValue(Project.CHART.resolve("values.yaml").toFile(), Map.class);
        List<String> tried = new ArrayList<>();
        for (Path document : Project.files(Project.ROOT.resolve("docs"), ".md")) {
            for (String block : blocks(document, "yaml")) {
                // Files of others, and parts of files, are not the chart's.
                if (block.contains("apiVersion:")
                        || !(YAML.readValue(block, Object.class) instanceof Map<?, ?> values)
                        || !known.keySet().containsAll(values.keySet())) {
                    continue;
                }
                Path file = Files.writeString(folder.resolve("values.yaml"), block);
                Path made = Project.ROOT.resolve("deploy-tests/src/test/resources/chart/terraform-us-east-1.yaml");
                String rendered = Chart.render(
                        new Chart.Variant(document.toString(), List.of(Chart.values("us-east-1"), made, file)));
                assertThat(rendered).as("%s: %s", document, block).contains("kind: Deployment");
                tried.add(block);
            }
        }
        assertThat(tried).hasSizeGreaterThan(2);
    }

    @Test
    void variablesOfTerraformExist() throws IOException {
        String variables = Files.readString(Project.ROOT.resolve("terraform/variables.tf"));
        for (Path document :
                List.of(Project.ROOT.resolve("docs/install.md"), Project.ROOT.resolve("terraform/README.md"))) {
            List<String> named = blocks(document, "hcl").stream()
                    .flatMap(block -> ASSIGNED.matcher(block).results())
                    .map(found -> found.group(1))
                    .toList();
            assertThat(named)
                    .as(document.toString())
                    .hasSizeGreaterThan(8)
                    .allSatisfy(name -> assertThat(variables).contains("variable \"" + name + "\" {"));
        }
    }

    private static List<String> blocks(Path document, String language) throws IOException {
        return BLOCK.matcher(Files.readString(document))
                .results()
                .filter((MatchResult block) -> block.group(1).equals(language))
                .map(block -> block.group(2).stripIndent())
                .toList();
    }
}
