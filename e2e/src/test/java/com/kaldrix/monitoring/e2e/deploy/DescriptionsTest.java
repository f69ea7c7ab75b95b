package com.kaldrix.monitoring.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Whoever sets a variable, reads an output or looks for a module is told what it is. */
class DescriptionsTest {
    private static final Path TERRAFORM = Path.of(System.getProperty("kaldrix.root", ""), "terraform");
    private static final Pattern BLOCK =
            Pattern.compile("^(variable|output) \"([a-z0-9_]+)\" \\{\\n(.*?)^}", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern DESCRIPTION = Pattern.compile("^  description = \"(.{10,})\"$", Pattern.MULTILINE);

    @Test
    void everyVariableAndOutputHasADescription() throws IOException {
        int found = 0;
        for (Path file : files()) {
            Matcher blocks = BLOCK.matcher(Files.readString(file));
            while (blocks.find()) {
                found++;
                assertThat(DESCRIPTION.matcher(blocks.group(3)).find())
                        .as("%s: %s %s", TERRAFORM.relativize(file), blocks.group(1), blocks.group(2))
                        .isTrue();
            }
        }
        assertThat(found).isGreaterThan(150);
    }

    @Test
    void everyModuleIsInTheReadmeAndHasTestsOfItsOwn() throws IOException {
        String readme = Files.readString(TERRAFORM.resolve("README.md"));
        try (Stream<Path> modules = Files.list(TERRAFORM.resolve("modules"))) {
            assertThat(modules.toList()).hasSizeGreaterThan(15).allSatisfy(module -> {
                assertThat(readme).contains("| `modules/" + module.getFileName() + "` |");
                assertThat(module.resolve("tests").resolve(module.getFileName() + ".tftest.hcl"))
                        .exists();
            });
        }
    }

    @Test
    void everyVariableOfTheRootIsInTheReadme() throws IOException {
        String readme = Files.readString(TERRAFORM.resolve("README.md"));
        Matcher variables = BLOCK.matcher(Files.readString(TERRAFORM.resolve("variables.tf")));
        List<String> names = new ArrayList<>();
        while (variables.find()) {
            names.add(variables.group(2));
        }
        assertThat(names)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }

    @Test
    void canariesAreTheScriptsThatOneReads() throws IOException {
        Path module = TERRAFORM.resolve("modules/synthetics");
        List<String> packed = new ArrayList<>();
        try (ZipFile zip = new ZipFile(module.resolve("canaries.zip").toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                packed.add(entry.getName());
                assertThat(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(Files.readString(module.resolve("canaries")
                                .resolve(entry.getName().replaceFirst(".*/", ""))));
            }
        }
        assertThat(packed).containsExactlyInAnyOrder("nodejs/node_modules/http.js", "nodejs/node_modules/network.js");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(TERRAFORM)) {
            return files.filter(path ->
                            path.toString().endsWith(".tf") && !path.toString().contains(".terraform/"))
                    .toList();
        }
    }
}
