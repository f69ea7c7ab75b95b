package com.kaldrix.monitoring.alert.oncall;

import java.util.List;
import java.util.Optional;

/**
 * What the configuration says of people, teams and schedules.
 *
 * @param people in the order of the file
 * @param teams in the order of the file
 * @param schedules in the order of the file
 */
public record Directory(List<Person> people, List<Team> teams, List<Schedule> schedules) {
    public static final Directory EMPTY = new Directory(List.of(), List.of(), List.of());

    public Directory {
        people = List.copyOf(people);
        teams = List.copyOf(teams);
        schedules = List.copyOf(schedules);
    }

    /** The directory of the configuration in force. */
    @FunctionalInterface
    public interface Current {
        /** Another after the configuration has been loaded anew. */
        Directory get();
    }

    public Optional<Person> person(String id) {
        return people.stream().filter(person -> person.id().equals(id)).findFirst();
    }

    /** Who has this id at Slack. */
    public Optional<Person> bySlack(String id) {
        return id.isEmpty()
                ? Optional.empty()
                : people.stream().filter(person -> person.slack().equals(id)).findFirst();
    }

    /** Who has this address; case does not matter. */
    public Optional<Person> byEmail(String email) {
        return email.isEmpty()
                ? Optional.empty()
                : people.stream()
                        .filter(person -> person.email().equalsIgnoreCase(email))
                        .findFirst();
    }

    public Optional<Team> team(String name) {
        return teams.stream().filter(team -> team.name().equals(name)).findFirst();
    }

    public Optional<Schedule> schedule(String name) {
        return schedules.stream()
                .filter(schedule -> schedule.name().equals(name))
                .findFirst();
    }
}
