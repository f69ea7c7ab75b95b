package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.alert.oncall.Layer;
import com.kaldrix.monitoring.alert.oncall.Person;
import com.kaldrix.monitoring.alert.oncall.Rotation;
import com.kaldrix.monitoring.alert.oncall.Schedule;
import com.kaldrix.monitoring.alert.oncall.Target;
import com.kaldrix.monitoring.alert.oncall.Team;
import com.kaldrix.monitoring.alert.oncall.TimeTexts;
import com.kaldrix.monitoring.alert.oncall.WeeklyHours;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.NearMiss;
import com.kaldrix.monitoring.common.yaml.Section;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads {@code people}, {@code teams} and {@code schedules}. */
final class OnCallReader {
    static final Keys KEYS = Keys.of("people", "teams", "schedules");
    private static final Keys TEAM = Keys.of("name", "members", "schedules");
    private static final Keys SCHEDULE = Keys.of("name", "time_zone", "layers");
    private static final Keys LAYER = Keys.of("name", "people", "rotation", "start", "until", "hours", "shadow");
    private static final Keys HOURS = Keys.of("days", "from", "to");

    private final PersonReader persons;
    private final Set<String> people = new LinkedHashSet<>();
    private final Set<String> schedules = new LinkedHashSet<>();
    private final Set<String> targets = new LinkedHashSet<>();

    OnCallReader(KnownReceivers receivers, TelephonyReader.Telephony telephony) {
        this.persons = new PersonReader(receivers, telephony);
    }

    Directory read(Section root) {
        List<Person> read = persons.read(root);
        people.addAll(persons.ids());
        List<Schedule> planned = schedules(root);
        List<Team> teams = teams(root);
        people.forEach(id -> targets.add(name(Target.Kind.PERSON, id)));
        schedules.forEach(schedule -> targets.add(name(Target.Kind.SCHEDULE, schedule)));
        return new Directory(read, teams, planned);
    }

    private static String name(Target.Kind kind, String name) {
        return kind.word() + ":" + name;
    }

    /** What steps may name, after {@link #read}. */
    Set<String> targets() {
        return targets;
    }

    private List<Schedule> schedules(Section root) {
        List<Schedule> read = new ArrayList<>();
        for (Section section : root.sections("schedules", SCHEDULE)) {
            String name = PersonReader.name(section, "name", "a schedule", schedules);
            section.require("time_zone", "a schedule needs a 'time_zone' such as Europe/Berlin");
            ZoneId zone = section.has("time_zone")
                    ? parsed(section, "time_zone", TimeTexts::zone, () -> ZoneOffset.UTC)
                    : ZoneOffset.UTC;
            List<Layer> layers = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (Section layer : section.sections("layers", LAYER)) {
                String layerName = PersonReader.name(layer, "name", "a layer", names);
                Layer one = layer(layer, layerName, zone);
                if (one != null) {
                    layers.add(one);
                }
            }
            read.add(new Schedule(name, zone, layers));
        }
        return read;
    }

    private @Nullable Layer layer(Section section, String name, ZoneId zone) {
        List<String> turns = people(section, "people", "a layer");
        section.require("rotation", "a layer needs a 'rotation': daily, weekly or a duration such as 12h");
        section.require("start", "a layer needs a 'start', when the first turn begins, such as 2026-03-02T09:00");
        Duration length = parsed(section, "rotation", TimeTexts::length, () -> Duration.ofDays(7));
        LocalDateTime start = parsed(section, "start", TimeTexts::local, () -> LocalDateTime.MIN);
        LocalDateTime until =
                section.has("until") ? parsed(section, "until", TimeTexts::local, () -> LocalDateTime.MAX) : null;
        if (until != null && !until.isAfter(start)) {
            section.problem("until", "a layer ends after it starts");
        }
        List<WeeklyHours> hours = new ArrayList<>();
        for (Section some : section.sections("hours", HOURS)) {
            hours(some, hours);
        }
        boolean shadow = section.flag("shadow", false);
        if (section.reading().hasProblems()) {
            return null;
        }
        return new Layer(name, new Rotation(turns, start, length, zone), hours, until, shadow);
    }

    private static void hours(Section section, List<WeeklyHours> hours) {
        section.require("from", "hours need 'from' and 'to' such as 09:00");
        section.require("to", "hours need 'from' and 'to' such as 09:00");
        List<String> names = section.texts("days").stream().map(Item::text).toList();
        Set<DayOfWeek> days = Set.of();
        try {
            days = TimeTexts.days(names.isEmpty() ? List.of("monday:sunday") : names);
        } catch (IllegalArgumentException e) {
            section.problem("days", Section.message(e));
        }
        int from = parsed(section, "from", TimeTexts::minute, () -> 0);
        int to = parsed(section, "to", TimeTexts::minute, () -> WeeklyHours.DAY);
        if (from == WeeklyHours.DAY) {
            section.problem("from", "hours that begin at 24:00 begin at 00:00 of the day after");
        } else if (to == 0) {
            section.problem("to", "hours that end at midnight end at 24:00");
        } else if (!days.isEmpty()) {
            hours.add(new WeeklyHours(days, from, to));
        }
    }

    private List<Team> teams(Section root) {
        List<Team> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : root.sections("teams", TEAM)) {
            String name = PersonReader.name(section, "name", "a team", names);
            List<String> members = people(section, "members", "a team");
            List<String> its = known(section, "schedules", schedules, "schedule");
            read.add(new Team(name, members, its));
            targets.add(name(Target.Kind.TEAM, name));
        }
        return read;
    }

    private List<String> people(Section section, String key, String what) {
        List<String> ids = known(section, key, people, "person");
        if (ids.isEmpty()) {
            section.problem(key, what + " needs '" + key + "', a list of ids of people");
        }
        return ids;
    }

    private static List<String> known(Section section, String key, Set<String> known, String what) {
        List<String> names = new ArrayList<>();
        for (Item item : section.texts(key)) {
            if (!known.contains(item.text())) {
                section.reading()
                        .problem(
                                item.node(),
                                item.path(),
                                "there is no " + what + " '" + item.text() + "'" + NearMiss.hint(item.text(), known));
            }
            names.add(item.text());
        }
        return names;
    }

    private static <T> T parsed(Section section, String key, Function<String, T> parser, Supplier<T> otherwise) {
        if (!section.has(key)) {
            return otherwise.get();
        }
        try {
            return parser.apply(section.text(key));
        } catch (IllegalArgumentException e) {
            section.problem(key, Section.message(e));
            return otherwise.get();
        }
    }
}
