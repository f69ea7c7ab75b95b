package com.kaldrix.monitoring.alert.load;

import com.kaldrix.monitoring.alert.load.Paged.Call;
import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.alert.oncall.Person;
import com.kaldrix.monitoring.alert.oncall.Team;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often somebody, a team, or for a rule, was called.
 *
 * @param name id of the person, or name of the team or rule
 * @param pages how often
 * @param atNight how many of them between 22:00 and 07:00 where the person lives; in UTC where a service was told
 * @param acknowledged how many somebody acknowledged afterwards
 * @param acknowledgedIn the median of how long that took; empty where nobody did
 * @param byItself how many of them were on incidents that were over before anybody had taken them
 */
record PageLoad(
        String name, int pages, int atNight, int acknowledged, Optional<Duration> acknowledgedIn, int byItself) {
    private static final LocalTime EVENING = LocalTime.of(22, 0);
    private static final LocalTime MORNING = LocalTime.of(7, 0);

    /** By what pages are counted. */
    enum By {
        PERSON,
        TEAM,
        RULE
    }

    /** Of all that were called, the most often called first. */
    static List<PageLoad> of(List<Paged> pages, By by, Directory directory) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (Paged paged : pages) {
            for (String name : names(paged, by, directory)) {
                tallies.computeIfAbsent(name, unused -> new Tally()).add(paged, night(paged, directory));
            }
        }
        return tallies.entrySet().stream()
                .map(entry -> entry.getValue().load(entry.getKey()))
                .sorted(Comparator.comparingInt(PageLoad::pages).reversed().thenComparing(PageLoad::name))
                .toList();
    }

    private static List<String> names(Paged paged, By by, Directory directory) {
        return switch (by) {
            case PERSON -> paged.person().map(List::of).orElse(List.of());
            case TEAM ->
                directory.teams().stream()
                        .filter(team ->
                                paged.person().filter(team.members()::contains).isPresent())
                        .map(Team::name)
                        .toList();
            case RULE -> paged.rules();
        };
    }

    private static boolean night(Paged paged, Directory directory) {
        ZoneId zone =
                paged.person().flatMap(directory::person).map(Person::zone).orElse(ZoneOffset.UTC);
        LocalTime time = paged.at().atZone(zone).toLocalTime();
        return !time.isBefore(EVENING) || time.isBefore(MORNING);
    }

    /** What is counted for one name: a call once, by whatever means and of however many people it was made. */
    private static final class Tally {
        private final Map<Call, Counted> calls = new LinkedHashMap<>();

        private record Counted(Paged first, boolean night) {}

        void add(Paged paged, boolean night) {
            calls.merge(
                    paged.call(),
                    new Counted(paged, night),
                    (one, other) -> new Counted(
                            one.first().at().isAfter(other.first().at()) ? other.first() : one.first(),
                            one.night() || other.night()));
        }

        PageLoad load(String name) {
            List<Duration> answers = new ArrayList<>();
            for (Counted counted : calls.values()) {
                Instant at = counted.first().ending().acknowledgedAt();
                if (at != null && !at.isBefore(counted.first().at())) {
                    answers.add(Duration.between(counted.first().at(), at));
                }
            }
            return new PageLoad(
                    name,
                    calls.size(),
                    (int) calls.values().stream().filter(Counted::night).count(),
                    answers.size(),
                    median(answers),
                    (int) calls.values().stream()
                            .filter(counted -> counted.first().ending().byItself())
                            .count());
        }

        private static Optional<Duration> median(List<Duration> durations) {
            List<Duration> sorted = durations.stream().sorted().toList();
            int half = sorted.size() / 2;
            if (sorted.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    sorted.size() % 2 == 1
                            ? sorted.get(half)
                            : sorted.get(half - 1).plus(sorted.get(half)).dividedBy(2));
        }
    }
}
