package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How it stands with all standards at one time. Never changes. */
public final class Standing {
    private final Instant at;
    private final Places places;
    private final Board whole;
    private final SortedMap<Part, Board> parts;
    private final SortedMap<ControlStanding.Key, ControlStanding> controls;
    private final List<UnmappedFindings> unmapped;

    /**
     * @param whole all of it
     * @param parts by account, region and component
     */
    Standing(
            Instant at,
            Places places,
            Board whole,
            SortedMap<Part, Board> parts,
            SortedMap<ControlStanding.Key, ControlStanding> controls,
            List<UnmappedFindings> unmapped) {
        this.at = at;
        this.places = places;
        this.whole = whole;
        this.parts = parts;
        this.controls = controls;
        this.unmapped = unmapped;
    }

    /** When it stood so. */
    public Instant at() {
        return at;
    }

    /** Every requirement of every standard, in the order of the standards. */
    public Stream<RequirementStanding> requirements() {
        return IntStream.range(0, places.size()).mapToObj(whole::standing);
    }

    /** Every requirement of a standard, in its order; none when there is no such standard. */
    public Stream<RequirementStanding> requirements(String framework) {
        int number = places.number(framework);
        return number < 0
                ? Stream.of()
                : IntStream.range(
                                places.range(number).from(),
                                places.range(number).end())
                        .mapToObj(whole::standing);
    }

    /** One requirement; empty when no standard has it. */
    public Optional<RequirementStanding> requirement(RequirementId id) {
        int place = places.place(id);
        return place < 0 ? Optional.empty() : Optional.of(whole.standing(place));
    }

    /** All scores: of each standard as a whole, by its domains, and by account, region and component. */
    public List<StandardScore> scores() {
        List<StandardScore> scores = new ArrayList<>();
        for (int framework = 0; framework < places.frameworks().size(); framework++) {
            int number = framework;
            scores.add(whole.score(number, Part.ALL, places.range(number), hub(whole, number)));
            places.domains(number)
                    .forEach(domain -> scores.add(whole.score(
                            number, new Part(Cut.DOMAIN, domain.domain()), domain.range(), OptionalInt.empty())));
            parts.forEach(
                    (part, board) -> scores.add(board.score(number, part, places.range(number), hub(board, number))));
        }
        return scores;
    }

    private static OptionalInt hub(Board board, int framework) {
        return SecurityHubScore.standard(Arrays.asList(board.securityHub(framework)));
    }

    /**
     * Security Hub's summary over the standards that it has itself.
     *
     * @param inOlderForm the mean of the standards' scores; else each control once
     */
    public OptionalInt securityHubSummary(boolean inOlderForm) {
        List<Map<String, ControlStatus>> standards = new ArrayList<>();
        for (int framework = 0; framework < places.frameworks().size(); framework++) {
            if (isOfSecurityHub(places.frameworks().get(framework))) {
                ControlStatus[] statuses = whole.securityHub(framework);
                Map<String, ControlStatus> named = new HashMap<>();
                for (int control = 0; control < statuses.length; control++) {
                    named.put(Integer.toString(control), statuses[control]);
                }
                standards.add(named);
            }
        }
        return inOlderForm
                ? SecurityHubScore.summaryOfStandards(standards)
                : SecurityHubScore.summaryOfControls(standards);
    }

    private static boolean isOfSecurityHub(Framework framework) {
        return framework.knownAs().stream()
                .anyMatch(name -> name.startsWith("standards/") || name.startsWith("ruleset/"));
    }

    /** Controls by account and region; only where there are findings. */
    public SortedMap<ControlStanding.Key, ControlStanding> controls() {
        return controls;
    }

    /** Findings that no requirement is about, the most first. */
    public List<UnmappedFindings> unmapped() {
        return unmapped;
    }
}
