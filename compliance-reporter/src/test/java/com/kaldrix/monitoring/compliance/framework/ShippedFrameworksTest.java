package com.kaldrix.monitoring.compliance.framework;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** What ships is what the standards have: their requirements, under their ids, with checks that exist. */
class ShippedFrameworksTest {
    private static final List<String> SHIPPED = Frameworks.SHIPPED;
    private static final Catalogue CATALOGUE = Frameworks.shipped();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static String resource(String name) throws IOException {
        try (InputStream in = ShippedFrameworksTest.class.getResourceAsStream("/frameworks/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<com.networknt.schema.Error> schemaProblems(String yaml) throws IOException {
        Schema schema = SCHEMAS.getSchema(resource("schema.json"), InputFormat.JSON);
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return schema.validate(JsonMapper.shared().writeValueAsString(tree), InputFormat.JSON);
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void keepsTheSchema(String id) throws IOException {
        assertThat(schemaProblems(resource(id + ".yaml"))).isEmpty();
    }

    @Test
    void theFileIsNamedAsTheFramework() {
        assertThat(CATALOGUE.frameworks()).extracting(Framework::id).containsExactlyElementsOf(SHIPPED);
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void idsAreUnique(String id) {
        Framework framework = CATALOGUE.framework(id).orElseThrow();
        assertThat(framework.requirements().map(Requirement::id)).doesNotHaveDuplicates();
        assertThat(framework.domains()).extracting(Domain::id).doesNotHaveDuplicates();
        assertThat(framework.requirements().map(Requirement::title))
                .doesNotContain("")
                .allSatisfy(title -> assertThat(title).hasSizeBetween(8, 120));
    }

    @Test
    void everyControlNamedIsOneOfSecurityHubs() throws IOException {
        Set<String> known = new HashSet<>(SecurityHubControls.shipped().ids());
        Set<String> newer = resource("newer-controls.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toSet());
        assertThat(newer).doesNotContainAnyElementsOf(known);

        Set<String> named = CATALOGUE.frameworks().stream()
                .flatMap(Framework::requirements)
                .flatMap(requirement -> requirement.links().stream())
                .map(Link::check)
                .filter(check -> check.namespace() == Namespace.SECURITY_HUB)
                .map(Check::name)
                .collect(Collectors.toCollection(TreeSet::new));

        known.addAll(newer);
        assertThat(known).containsAll(named);
        assertThat(named).containsAll(newer);
    }

    @Test
    void onlyAwsDocumentsAndOnlyCataloguesDerive() {
        Map<String, Set<Confidence>> words = CATALOGUE.frameworks().stream()
                .flatMap(Framework::requirements)
                .flatMap(requirement -> requirement.links().stream())
                .collect(Collectors.groupingBy(Link::source, Collectors.mapping(Link::confidence, Collectors.toSet())));

        assertThat(words)
                .isEqualTo(Map.of(
                        "security-hub", Set.of(Confidence.DOCUMENTED),
                        "prowler", Set.of(Confidence.DERIVED),
                        "powerpipe", Set.of(Confidence.DERIVED),
                        "kaldrix", Set.of(Confidence.OWN)));
    }

    @ParameterizedTest
    @CsvSource({
        "soc2-2017,61",
        "iso27001-2013,114",
        "iso27001-2022,93",
        "cis-aws-3.0,62",
        "cis-aws-5.0,63",
        "pci-dss-4.0.1,279"
    })
    void noRequirementIsMissing(String id, int count) {
        assertThat(CATALOGUE.framework(id).orElseThrow().requirements()).hasSize(count);
    }

    /** How many controls each clause of annex A has, in the order of the clauses. */
    @Test
    void annexAHasItsControls() {
        assertThat(annexA("iso27001-2013", List.of(2, 7, 6, 10, 14, 2, 15, 14, 7, 13, 5, 7, 4, 8)))
                .hasSize(14);
        assertThat(annexA("iso27001-2022", List.of(37, 8, 14, 34))).hasSize(4);
    }

    private static List<Domain> annexA(String id, List<Integer> counts) {
        List<Domain> domains = CATALOGUE.framework(id).orElseThrow().domains();
        assertThat(domains)
                .extracting(Domain::id)
                .containsExactlyElementsOf(IntStream.range(5, 5 + counts.size())
                        .mapToObj(clause -> "A." + clause)
                        .toList());
        assertThat(domains).extracting(domain -> domain.requirements().size()).containsExactlyElementsOf(counts);
        assertThat(domains)
                .allSatisfy(domain -> assertThat(domain.requirements())
                        .allSatisfy(requirement -> assertThat(requirement.id()).startsWith(domain.id() + ".")));
        return domains;
    }

    @Test
    void theTrustServicesCriteriaAreAllThere() {
        List<String> groups = CATALOGUE.framework("soc2-2017").orElseThrow().domains().stream()
                .map(domain -> domain.id() + ":" + domain.requirements().size())
                .toList();
        assertThat(groups)
                .containsExactly(
                        "CC1:5", "CC2:3", "CC3:4", "CC4:2", "CC5:3", "CC6:8", "CC7:5", "CC8:1", "CC9:2", "A1:3", "C1:2",
                        "PI1:5", "P1:1", "P2:1", "P3:2", "P4:3", "P5:2", "P6:7", "P7:1", "P8:1");
    }

    @Test
    void theRegulationHasItsPrinciplesAndTechnicalArticles() {
        Framework gdpr = CATALOGUE.framework("gdpr").orElseThrow();
        assertThat(gdpr.domains().getFirst().requirements()).hasSize(7);
        assertThat(gdpr.requirements().map(Requirement::id))
                .contains("Art. 25", "Art. 30", "Art. 32", "Art. 33", "Art. 34", "Art. 35");
        assertThat(Stream.of("Art. 25", "Art. 30", "Art. 32"))
                .allSatisfy(id -> assertThat(gdpr.requirement(id).orElseThrow().isTouched())
                        .isTrue());
    }

    @Test
    void whatNoMachineCanJudgeIsManual() {
        assertThat(CATALOGUE
                        .requirement(new RequirementId("soc2-2017", "CC1.1"))
                        .orElseThrow()
                        .kind())
                .isEqualTo(Kind.MANUAL);
        assertThat(CATALOGUE
                        .requirement(new RequirementId("iso27001-2022", "A.7.4"))
                        .orElseThrow()
                        .kind())
                .isEqualTo(Kind.MANUAL);
        assertThat(CATALOGUE
                        .requirement(new RequirementId("pci-dss-4.0.1", "9.2.4"))
                        .orElseThrow()
                        .kind())
                .isEqualTo(Kind.MANUAL);
    }
}
