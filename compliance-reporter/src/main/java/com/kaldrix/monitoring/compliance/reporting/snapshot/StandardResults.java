package com.kaldrix.monitoring.compliance.reporting.snapshot;

import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Domain;
import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.report.ReportPeriod;
import com.kaldrix.monitoring.compliance.report.ReportScope;
import com.kaldrix.monitoring.compliance.report.StandardResult;
import com.kaldrix.monitoring.compliance.score.Cut;
import com.kaldrix.monitoring.compliance.score.Evidence;
import com.kaldrix.monitoring.compliance.score.Part;
import com.kaldrix.monitoring.compliance.score.RequirementStanding;
import com.kaldrix.monitoring.compliance.score.Score;
import com.kaldrix.monitoring.compliance.score.ScorePoint;
import com.kaldrix.monitoring.compliance.score.ScorePoints;
import com.kaldrix.monitoring.compliance.score.StandardScore;
import com.kaldrix.monitoring.compliance.score.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How it stands with the standards, as reports show it. */
@Component
class StandardResults {
    private static final Duration SHORTEST_TREND = Duration.ofDays(30);

    private final Catalogue catalogue;
    private final ScorePoints points;

    StandardResults(Catalogue catalogue, ScorePoints points) {
        this.catalogue = catalogue;
        this.points = points;
    }

    /** Of the standards that are wanted, sorted by id. */
    List<StandardResult> of(Wanted wanted, Standing standing) {
        Map<String, Map<Part, StandardScore>> scores = new HashMap<>();
        for (StandardScore score : standing.scores()) {
            scores.computeIfAbsent(score.framework(), it -> new HashMap<>()).put(score.part(), score);
        }
        Map<String, Map<String, Score>> before = wanted.scope().isAllPlaces() ? before(wanted.period()) : Map.of();
        return catalogue.frameworks().stream()
                .filter(framework -> wanted.isAbout(framework.id()))
                .map(framework -> new One(
                                wanted,
                                standing,
                                framework,
                                scores.getOrDefault(framework.id(), Map.of()),
                                before.getOrDefault(framework.id(), Map.of()))
                        .result())
                .toList();
    }

    private Map<String, Map<String, Score>> before(ReportPeriod period) {
        return points.domainsAt(period.from()).stream()
                .collect(Collectors.groupingBy(
                        ScorePoint::framework,
                        Collectors.toMap(point -> point.part().name(), StandardResults::score)));
    }

    private static Score score(ScorePoint point) {
        return new Score(point.percent(), point.coverage());
    }

    /** One standard. */
    private final class One {
        private final Wanted wanted;
        private final Standing standing;
        private final Framework framework;
        private final Map<Part, StandardScore> scores;
        private final Map<String, Score> before;

        One(
                Wanted wanted,
                Standing standing,
                Framework framework,
                Map<Part, StandardScore> scores,
                Map<String, Score> before) {
            this.wanted = wanted;
            this.standing = standing;
            this.framework = framework;
            this.scores = scores;
            this.before = before;
        }

        StandardResult result() {
            StandardScore whole = scores.get(Part.ALL);
            if (whole == null) {
                throw new IllegalStateException("no score of " + framework.id());
            }
            Framework.Label label = framework.label();
            return new StandardResult(
                    framework.id(),
                    label.name() + " " + label.version(),
                    whole.own(),
                    whole.securityHub(),
                    trend(whole.own()),
                    domains());
        }

        private List<StandardResult.DomainResult> domains() {
            Map<RequirementId, Evidence> evidence = standing.requirements(framework.id())
                    .collect(Collectors.toMap(RequirementStanding::id, RequirementStanding::evidence));
            List<StandardResult.DomainResult> domains = new ArrayList<>();
            for (Domain domain : framework.domains()) {
                StandardScore score = scores.get(new Part(Cut.DOMAIN, domain.id()));
                @Nullable Score earlier = before.get(domain.id());
                domains.add(new StandardResult.DomainResult(
                        domain.id(),
                        domain.title(),
                        score == null ? Score.of(List.of()) : score.own(),
                        earlier,
                        domain.requirements().stream()
                                .map(requirement -> new StandardResult.RequirementState(
                                        requirement.id(),
                                        requirement.title(),
                                        requirement.kind(),
                                        evidence.getOrDefault(
                                                new RequirementId(framework.id(), requirement.id()), Evidence.NO_DATA)))
                                .toList()));
            }
            return domains;
        }

        private List<StandardResult.Point> trend(Score now) {
            Optional<Part> part = part(wanted.scope());
            ZoneId zone = wanted.period().zone();
            Instant cutOff = standing.at();
            LocalDate today = cutOff.atZone(zone).toLocalDate();
            Stream<StandardResult.Point> earlier = part.stream()
                    .flatMap(one ->
                            points.daily(framework.id(), one, from(wanted.period(), cutOff), cutOff, zone).stream())
                    .map(point ->
                            new StandardResult.Point(point.at().atZone(zone).toLocalDate(), score(point)))
                    .filter(point -> point.day().isBefore(today));
            return Stream.concat(earlier, Stream.of(new StandardResult.Point(today, now)))
                    .toList();
        }
    }

    private static Instant from(ReportPeriod period, Instant cutOff) {
        Instant shortest = cutOff.minus(SHORTEST_TREND);
        return period.from().isBefore(shortest) ? period.from() : shortest;
    }

    /** The part of which scores are kept that is what the report looks at; empty when there is none. */
    private static Optional<Part> part(ReportScope scope) {
        List<Part> parts = new ArrayList<>();
        scope.accounts().forEach(name -> parts.add(new Part(Cut.ACCOUNT, name)));
        scope.regions().forEach(name -> parts.add(new Part(Cut.REGION, name)));
        scope.components().forEach(name -> parts.add(new Part(Cut.COMPONENT, name)));
        if (parts.isEmpty()) {
            return Optional.of(Part.ALL);
        }
        return parts.size() == 1 ? Optional.of(parts.getFirst()) : Optional.empty();
    }
}
