package com.kaldrix.monitoring.compliance.framework.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.framework.Frameworks;
import com.kaldrix.monitoring.compliance.framework.Requirement;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCommandTest {
    private static final List<String> HIPAA_OF_THE_CATALOGUE = List.of(
            "164.308(a)(1)(ii)(A)",
            "164.308(a)(1)(ii)(B)",
            "164.308(a)(1)(ii)(D)",
            "164.308(a)(3)(i)",
            "164.308(a)(3)(ii)(A)",
            "164.308(a)(3)(ii)(B)",
            "164.308(a)(3)(ii)(C)",
            "164.308(a)(4)(i)",
            "164.308(a)(4)(ii)(A)",
            "164.308(a)(4)(ii)(B)",
            "164.308(a)(4)(ii)(C)",
            "164.308(a)(5)(ii)(B)",
            "164.308(a)(5)(ii)(C)",
            "164.308(a)(5)(ii)(D)",
            "164.308(a)(6)(i)",
            "164.308(a)(6)(ii)",
            "164.308(a)(7)(i)",
            "164.308(a)(7)(ii)(A)",
            "164.308(a)(7)(ii)(B)",
            "164.308(a)(7)(ii)(C)",
            "164.308(a)(8)",
            "164.312(a)(1)",
            "164.312(a)(2)(i)",
            "164.312(a)(2)(ii)",
            "164.312(a)(2)(iv)",
            "164.312(b)",
            "164.312(c)(1)",
            "164.312(c)(2)",
            "164.312(d)",
            "164.312(e)(1)",
            "164.312(e)(2)(i)",
            "164.312(e)(2)(ii)");
    private static final List<String> SOC2_OF_THE_CATALOGUE = List.of(
            "CC1.3", "CC2.1", "CC3.1", "CC3.2", "CC3.3", "CC3.4", "CC4.2", "CC5.2", "CC6.1", "CC6.2", "CC6.3", "CC6.6",
            "CC6.7", "CC6.8", "CC7.1", "CC7.2", "CC7.3", "CC7.4", "CC7.5", "CC8.1", "A1.2", "C1.1", "C1.2", "PI1.2",
            "PI1.3", "PI1.4", "PI1.5");

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return new CoverageCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    private String row(String framework) {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(framework + " "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatShipsReachesEveryBar() {
        assertThat(run("coverage")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .doesNotContain("!")
                .contains(Frameworks.shipped().version());
        assertThat(touchedByFoundational("soc2-2017")).isGreaterThanOrEqualTo(24);
        assertThat(touchedByFoundational("hipaa")).isGreaterThanOrEqualTo(32);
        assertThat(touchedByFoundational("iso27001-2013")).isGreaterThanOrEqualTo(54);
        assertThat(touchedByFoundational("iso27001-2022")).isGreaterThanOrEqualTo(31);
        assertThat(touchedByFoundational("gdpr")).isGreaterThanOrEqualTo(3);
        assertThat(touchedByFoundational("pci-dss-4.0.1")).isGreaterThanOrEqualTo(96);
        assertThat(touchedByFoundational("cis-aws-5.0")).isGreaterThanOrEqualTo(31);
    }

    /** By controls of Security Hub that are requirements of its foundational standard; of the other columns, that they are what they say. */
    private int touchedByFoundational(String framework) {
        String[] cells = row(framework).split(" +");
        assertThat(cells[5]).isEqualTo(Long.toString(counted(framework, Requirement::isTouched)));
        int touched = Integer.parseInt(cells[7]);
        assertThat(touched).isEqualTo((int) counted(
                framework,
                requirement -> requirement.links().stream()
                        .anyMatch(link -> link.check().toString().startsWith("securityhub:"))));
        Set<String> foundational = Frameworks.shipped()
                .framework("aws-fsbp")
                .orElseThrow()
                .requirements()
                .map(requirement -> "securityhub:" + requirement.id())
                .collect(Collectors.toSet());
        int byFoundational = Integer.parseInt(cells[8]);
        assertThat(byFoundational).isLessThanOrEqualTo(touched).isEqualTo((int) counted(
                framework,
                requirement -> requirement.links().stream()
                        .anyMatch(link -> foundational.contains(link.check().toString()))));
        return byFoundational;
    }

    private static long counted(String framework, Predicate<Requirement> which) {
        return Frameworks.shipped()
                .framework(framework)
                .orElseThrow()
                .requirements()
                .filter(which)
                .count();
    }

    /** Not only as many as the catalogue touches, but the same ones. */
    @Test
    void theRequirementsThatTheCatalogueKnowsAreTouchedToo() {
        assertThat(touchedOf("hipaa", HIPAA_OF_THE_CATALOGUE)).isEqualTo(32);
        assertThat(touchedOf("soc2-2017", SOC2_OF_THE_CATALOGUE)).isGreaterThanOrEqualTo(24);
        assertThat(touchedOf("gdpr", List.of("Art. 25", "Art. 30", "Art. 32"))).isEqualTo(3);
    }

    private static long touchedOf(String framework, List<String> requirements) {
        return requirements.stream()
                .filter(id -> Frameworks.shipped()
                        .requirement(new RequirementId(framework, id))
                        .orElseThrow()
                        .isTouched())
                .count();
    }

    @Test
    void theDocumentTellsTheSame() throws IOException {
        String document =
                Files.readString(Path.of(System.getProperty("kaldrix.root"), "docs", "compliance-frameworks.md"));
        run("coverage");
        for (String id : Frameworks.SHIPPED) {
            String[] cells = row(id).split(" +", 10);
            String bar = cells[9].equals("-") ? "" : cells[9] + " ";
            assertThat(document)
                    .contains("| `" + id + "` | " + cells[1] + " | " + cells[5] + " | " + cells[7] + " | " + cells[8]
                            + " | " + bar + "|");
        }
    }

    @Test
    void aFrameworkThatFallsShortIsMarked() throws IOException {
        Files.writeString(directory.resolve("poor.yaml"), """
                id: cis-aws-5.0
                name: Poor
                version: "5.0"
                publisher: Ourselves
                domains:
                  - {id: D, title: Domain, requirements: [{id: "1.1", title: Something, kind: manual}]}
                """);

        assertThat(run("coverage", directory.toString())).isOne();
        assertThat(row("cis-aws-5.0")).endsWith("! 31 of 63");
    }

    @Test
    void whatCannotBeReadIsToldWithItsPlace() throws IOException {
        Files.writeString(directory.resolve("bad.yaml"), "id: [\n");
        assertThat(run("coverage", directory.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("bad.yaml:2:1");
    }

    @Test
    void anythingElseGetsTheUsage() {
        assertThat(Stream.of(new String[0], new String[] {"score"}, new String[] {"coverage", "a", "b"})
                        .map(this::run))
                .containsOnly(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage: ./kaldrix compliance coverage");
    }
}
