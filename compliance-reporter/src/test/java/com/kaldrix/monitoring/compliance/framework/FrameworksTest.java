package com.kaldrix.monitoring.compliance.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frameworks of one's own: read with those that ship, and refused with every reason and its place. */
class FrameworksTest {
    private static final String HOUSE = """
            id: house-rules
            name: House rules
            version: "7"
            publisher: Ourselves
            known-as: ["House Rules v7"]
            domains:
              - id: H1
                title: Doors
                requirements:
                  - id: H1.1
                    title: Doors are shut
                    kind: partial
                    checks:
                      - {check: "securityhub:EC2.19", source: house, confidence: own}
                  - id: H1.2
                    title: Keys are returned
                    kind: manual
            """;

    @TempDir
    Path directory;

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private List<String> problems() {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> Frameworks.with(directory));
        assertThat(refused).isNotNull();
        return refused.problems().stream()
                .map(problem -> problem.toString().replace(directory + "/", ""))
                .toList();
    }

    @Test
    void oneOfOnesOwnStandsBesideThoseThatShip() throws IOException {
        write("house.yaml", HOUSE);
        write("notes.txt", "no framework");

        Catalogue catalogue = Frameworks.with(directory);

        assertThat(catalogue.frameworks()).hasSize(Frameworks.SHIPPED.size() + 1);
        assertThat(catalogue
                        .requirement(new RequirementId("house-rules", "H1.1"))
                        .orElseThrow()
                        .links())
                .containsExactly(new Link(new Check(Namespace.SECURITY_HUB, "EC2.19"), "house", Confidence.OWN));
        assertThat(ShippedFrameworksTest.schemaProblems(HOUSE)).isEmpty();
    }

    @Test
    void oneWithTheIdOfAShippedOneReplacesIt() throws IOException {
        write("mine.yml", HOUSE.replace("house-rules", "gdpr"));

        Catalogue catalogue = Frameworks.with(directory);

        assertThat(catalogue.frameworks()).hasSize(Frameworks.SHIPPED.size());
        assertThat(catalogue.framework("gdpr").orElseThrow().label().name()).isEqualTo("House rules");
        assertThat(catalogue.version()).isNotEqualTo(Frameworks.shipped().version());
    }

    @Test
    void everyProblemOfEveryFileIsToldWithItsPlace() throws IOException {
        write("a.yaml", """
                id: Bad Id
                name: A
                version: "1"
                publisher: ""
                titel: x
                domains:
                  - id: D
                    title: T
                    requirements:
                      - id: R1
                        title: one
                        kind: automatic
                      - id: R1
                        title: two
                        kind: manual
                        checks: [{check: "securityhub:IAM.1", source: x, confidence: own}]
                      - id: R3
                        title: three
                        kind: partial
                      - id: R4
                        title: four
                        kind: partial
                        checks:
                          - {check: "securtyhub:IAM.1", source: x, confidence: own}
                          - {check: "securityhub:IAM", source: x, confidence: own}
                          - {check: "kaldrix:respons-time", source: X Y, confidence: sure}
                          - {check: "config:restricted-ssh", source: x, confidence: own}
                          - {check: "config:restricted-ssh", source: x, confidence: derived}
                          - {check: "IAM.1", source: x, confidence: own}
                """);
        write("b.yaml", "id: b\n\tname: B\n");
        write("c.yaml", HOUSE);
        write("d.yaml", HOUSE);
        Files.write(directory.resolve("e.yaml"), "id: \u00fc".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems())
                .containsExactly(
                        "a.yaml:1:5: id: an id has lower-case letters, digits, dots and hyphens, at most 63",
                        "a.yaml:4:12: publisher: 'publisher' is missing",
                        "a.yaml:5:1: titel: unknown key 'titel'",
                        "a.yaml:12:15: domains[0].requirements[0].kind: expected one of automated, partial, manual; did you mean 'automated'?",
                        "a.yaml:13:13: domains[0].requirements[1].id: the requirement 'R1' is there twice, first as domains[0].requirements[0]",
                        "a.yaml:16:17: domains[0].requirements[1].checks: a manual requirement has no checks; with checks it is partial or automated",
                        "a.yaml:17:9: domains[0].requirements[2].checks: a requirement that is partial needs at least one check",
                        "a.yaml:24:21: domains[0].requirements[3].checks[0].check: there is no namespace 'securtyhub'; did you mean 'securityhub'?",
                        "a.yaml:25:21: domains[0].requirements[3].checks[1].check: 'IAM' is no name of a check of securityhub",
                        "a.yaml:26:21: domains[0].requirements[3].checks[2].check: 'respons-time' is no name of a check of kaldrix; did you mean 'response-time'?",
                        "a.yaml:26:53: domains[0].requirements[3].checks[2].source: a source has lower-case letters, digits, dots and hyphens",
                        "a.yaml:26:70: domains[0].requirements[3].checks[2].confidence: expected one of documented, derived, own",
                        "a.yaml:28:21: domains[0].requirements[3].checks[4].check: config:restricted-ssh is there twice by the word of 'x'",
                        "a.yaml:29:21: domains[0].requirements[3].checks[5].check: expected namespace:name, such as securityhub:IAM.1",
                        "b.yaml:2:1: this is no YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation), while scanning for the next token",
                        "d.yaml: id: the framework 'house-rules' is also in c.yaml",
                        "e.yaml: the file is no UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "id: x",
                "domains: []",
                "domains: [{}]",
                "domains: [{requirements: [1, {}]}]",
                "- 1",
                "a: &a [*a]"
            })
    void anythingElseIsRefusedAndNotAFailure(String text) throws IOException {
        write("x.yaml", text);
        assertThat(problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).startsWith("x.yaml"));
    }

    @Test
    void aDirectoryThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> Frameworks.with(directory.resolve("none")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none: there is no such directory of frameworks");
    }

    @Test
    void theVersionIsOfTheContentAndNotOfItsForm() {
        String version = catalogue(HOUSE).version();

        assertThat(version).matches("sha256:[0-9a-f]{64}");
        assertThat(catalogue("# a remark\n" + HOUSE.replace("\"7\"", "'7'")).version())
                .isEqualTo(version);
        assertThat(catalogue(HOUSE.replace("EC2.19", "EC2.18")).version()).isNotEqualTo(version);
        assertThat(catalogue(HOUSE.replace("are shut", "are open")).version()).isNotEqualTo(version);
        assertThat(catalogue(HOUSE.replace("confidence: own", "confidence: derived"))
                        .version())
                .isNotEqualTo(version);
    }

    @Test
    void theOrderOfFrameworksDoesNotMatterToTheVersion() {
        Framework one = FrameworkReader.read(HOUSE, "one");
        Framework two = FrameworkReader.read(HOUSE.replace("house-rules", "other-rules"), "two");
        assertThat(new Catalogue(List.of(one, two)).version()).isEqualTo(new Catalogue(List.of(two, one)).version());
        assertThatThrownBy(() -> new Catalogue(List.of(one, one))).hasMessageContaining("house-rules");
    }

    private static Catalogue catalogue(String text) {
        return new Catalogue(List.of(FrameworkReader.read(text, "house.yaml")));
    }
}
