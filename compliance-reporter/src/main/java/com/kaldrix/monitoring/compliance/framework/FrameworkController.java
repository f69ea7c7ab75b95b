package com.kaldrix.monitoring.compliance.framework;

import com.kaldrix.monitoring.common.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The standards in force. */
@RestController
@RequestMapping("/api/v1/frameworks")
@Tag(name = "Frameworks")
class FrameworkController {
    private final Catalogue catalogue;

    FrameworkController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * All standards.
     *
     * @param catalogueVersion tells this content from any other
     */
    @Schema(name = "Frameworks")
    record All(String catalogueVersion, List<Summary> items) {}

    /** A standard in short. */
    @Schema(name = "Framework")
    record Summary(
            String id, String name, String version, String publisher, int requirements, int automated, int partial) {
        static Summary of(Framework framework) {
            return new Summary(
                    framework.id(),
                    framework.label().name(),
                    framework.label().version(),
                    framework.label().publisher(),
                    (int) framework.requirements().count(),
                    count(framework, Kind.AUTOMATED),
                    count(framework, Kind.PARTIAL));
        }

        private static int count(Framework framework, Kind kind) {
            return (int) framework
                    .requirements()
                    .filter(requirement -> requirement.kind() == kind)
                    .count();
        }
    }

    /** A standard with its requirements, and which checks speak about them. */
    @Schema(name = "FrameworkDetails")
    record Details(Summary framework, List<Chapter> domains) {
        static Details of(Framework framework) {
            return new Details(
                    Summary.of(framework),
                    framework.domains().stream().map(Chapter::of).toList());
        }
    }

    /** A chapter of a standard. */
    @Schema(name = "FrameworkDomain")
    record Chapter(String id, String title, List<Item> requirements) {
        static Chapter of(Domain domain) {
            return new Chapter(
                    domain.id(),
                    domain.title(),
                    domain.requirements().stream().map(Item::of).toList());
        }
    }

    /** A requirement. */
    @Schema(name = "FrameworkRequirement")
    record Item(String id, String title, String kind, List<CheckLink> checks) {
        static Item of(Requirement requirement) {
            return new Item(
                    requirement.id(),
                    requirement.title(),
                    requirement.kind().word(),
                    requirement.links().stream().map(CheckLink::of).toList());
        }
    }

    /** A check that speaks about a requirement, and on whose word. */
    @Schema(name = "RequirementCheck")
    record CheckLink(String check, String source, String confidence) {
        static CheckLink of(Link link) {
            return new CheckLink(
                    link.check().toString(), link.source(), link.confidence().word());
        }
    }

    @Operation(summary = "List the standards in force", description = "Those that ship, and those of one's own.")
    @GetMapping
    All list() {
        Stream<Framework> all = catalogue.frameworks().stream();
        return new All(catalogue.version(), all.map(Summary::of).toList());
    }

    @Operation(
            summary = "Show a standard",
            description = "With its requirements, and the checks that speak about them.")
    @GetMapping("/{id}")
    Details show(@Parameter(description = "The standard's id, such as `soc2-2017`") @PathVariable String id) {
        return Details.of(catalogue.framework(id).orElseThrow(() -> new NotFoundException("framework", id)));
    }
}
