package com.kaldrix.monitoring.compliance.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every link of the crosswalk that concerns a framework is in it with its source, or was left out for a reason; nothing stands in the name of a
 * source that does not say it.
 */
class CrosswalkTest {
    private static final Catalogue CATALOGUE = Frameworks.shipped();
    private static final Set<String> CATALOGUES = Set.of("prowler", "powerpipe");
    private static final Map<String, Long> COUNTS = Map.of(
            "cis-aws-3.0", 38L,
            "cis-aws-5.0", 60L,
            "gdpr", 85L,
            "hipaa", 716L,
            "iso27001-2013", 48L,
            "iso27001-2022", 210L,
            "pci-dss-4.0.1", 979L,
            "soc2-2017", 281L);

    record Row(String framework, String requirement, String control, String source) {
        static Row of(String line) {
            String[] cells = line.split(",", -1);
            assertThat(cells).as(line).hasSize(4);
            return new Row(cells[0], cells[1], cells[2], cells[3]);
        }
    }

    record LeftOut(String framework, String requirement, List<String> controls, String reason) {
        static LeftOut of(String line) {
            String[] cells = line.split(",", 4);
            assertThat(cells).as(line).hasSize(4);
            return new LeftOut(cells[0], cells[1], List.of(cells[2].split(" ")), cells[3].replace("\"", ""));
        }

        boolean covers(Row row) {
            return framework.equals(row.framework())
                    && requirement.equals(row.requirement())
                    && (controls.contains("*") || controls.contains(row.control()));
        }
    }

    private static List<Row> crosswalk() throws IOException {
        return ShippedFrameworksTest.resource("crosswalk.csv")
                .lines()
                .skip(1)
                .map(Row::of)
                .toList();
    }

    private static List<LeftOut> leftOut() throws IOException {
        return ShippedFrameworksTest.resource("left-out.csv")
                .lines()
                .skip(1)
                .map(LeftOut::of)
                .toList();
    }

    private static List<Row> shipped() {
        List<Row> rows = new ArrayList<>();
        for (Framework framework : CATALOGUE.frameworks()) {
            framework
                    .requirements()
                    .forEach(requirement -> requirement.links().stream()
                            .filter(link -> CATALOGUES.contains(link.source()))
                            .forEach(link -> rows.add(new Row(
                                    framework.id(),
                                    requirement.id(),
                                    link.check().name(),
                                    link.source()))));
        }
        return rows;
    }

    @Test
    void whatTheCataloguesSayIsThereOrLeftOut() throws IOException {
        List<LeftOut> leftOut = leftOut();
        Set<Row> expected = crosswalk().stream()
                .filter(row -> leftOut.stream().noneMatch(entry -> entry.covers(row)))
                .collect(Collectors.toSet());

        assertThat(shipped()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyExceptionHasAReasonAndIsNeeded() throws IOException {
        List<Row> crosswalk = crosswalk();
        assertThat(leftOut()).allSatisfy(entry -> {
            assertThat(entry.reason()).isNotBlank();
            assertThat(crosswalk).anyMatch(entry::covers);
        });
    }

    /** How many links there are of each framework; the letters of prowler below an objective of ISO 27001:2013 stand at its controls. */
    @Test
    void theCrosswalkIsWhole() throws IOException {
        assertThat(crosswalk().stream().collect(Collectors.groupingBy(Row::framework, Collectors.counting())))
                .isEqualTo(COUNTS);
    }
}
