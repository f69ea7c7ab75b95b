package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.framework.Kind;
import com.kaldrix.monitoring.compliance.score.Evidence;
import com.kaldrix.monitoring.compliance.score.Score;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a standard at the data cut-off.
 *
 * @param id of the framework, such as {@code soc2-2017}
 * @param name as people say it, with the version
 * @param score ours, with its coverage
 * @param securityHub the score by Security Hub's own algorithm; empty when there is none
 * @param trend earlier scores, from the oldest to the newest, the one at the cut-off last; may be empty
 * @param domains in the order of the standard
 */
public record StandardResult(
        String id, String name, Score score, OptionalInt securityHub, List<Point> trend, List<DomainResult> domains) {
    public StandardResult {
        trend = List.copyOf(trend);
        domains = List.copyOf(domains);
    }

    /** A score of that day's end. */
    public record Point(LocalDate day, Score score) {}

    /**
     * How it stands with a chapter.
     *
     * @param id as the standard writes it
     * @param title what it is about
     * @param score ours
     * @param before at the report before this one; null when there is none
     * @param requirements in the order of the standard
     */
    public record DomainResult(
            String id, String title, Score score, @Nullable Score before, List<RequirementState> requirements) {
        public DomainResult {
            requirements = List.copyOf(requirements);
        }
    }

    /**
     * How it stands with a requirement.
     *
     * @param id as the standard writes it
     * @param title in words of our own
     * @param kind how much of it checks can judge
     * @param evidence what is known of it
     */
    public record RequirementState(String id, String title, Kind kind, Evidence evidence) {}

    /** All requirements in the order of the standard. */
    public Stream<RequirementState> requirements() {
        return domains.stream().flatMap(domain -> domain.requirements().stream());
    }

    /** How many requirements have this evidence. */
    public long count(Evidence evidence) {
        return requirements()
                .filter(requirement -> requirement.evidence() == evidence)
                .count();
    }

    /** The score before the one at the cut-off; null when there is none. */
    public @Nullable Score before() {
        return trend.size() < 2 ? null : trend.get(trend.size() - 2).score();
    }
}
