package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.sink.SinkName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What happens to one component and what people are told of it, with times as data: things happen {@code at} a time, each
 * message is wanted {@code between} two times, and whatever else is told is wrong. Times are the service's, counted from the
 * beginning. Several stories are played at once, for they are about different components.
 */
final class Story {
    private static final Pattern NEWS =
            Pattern.compile("\\[P\\d] (CHANGED|STILL OPEN|ESCALATED|RESOLVED|FIRED AND OVER)\\b.*", Pattern.DOTALL);

    private final Stage stage;
    private final String component;
    private final List<Event> events = new ArrayList<>();
    private final List<Want> wants = new ArrayList<>();

    private record Event(Duration at, Consumer<Story> happens) {}

    private record Want(SinkName sink, What what, Between when) {
        boolean takes(Heard heard, Duration at) {
            return heard.sink() == sink && what.is().test(heard) && when.holds(at);
        }

        @Override
        public String toString() {
            return sink.label() + " " + what.words() + " " + when;
        }
    }

    /** A kind of message, in words. */
    record What(String words, Predicate<Heard> is) {}

    /** From one time to another, both included. */
    record Between(Duration from, Duration to) {
        boolean holds(Duration at) {
            return at.compareTo(from) >= 0 && at.compareTo(to) <= 0;
        }

        @Override
        public String toString() {
            return "between " + words(from) + " and " + words(to);
        }
    }

    private Story(Stage stage, String component) {
        this.stage = stage;
        this.component = component;
    }

    /** A story of a component that no other story is about. */
    static Story of(Stage stage, String component) {
        return new Story(stage, component);
    }

    static Between between(String from, String to) {
        return new Between(time(from), time(to));
    }

    /** The first message on an incident. */
    static What opened() {
        return new What(
                "opened",
                heard -> heard.key().isEmpty()
                        && !heard.over()
                        && !NEWS.matcher(heard.headline()).matches());
    }

    /** A step of the escalation, told to that receiver; at PagerDuty under a deduplication key of its own. */
    static What escalatedTo(String receiver, int step) {
        return new What(
                "escalated to " + receiver,
                heard -> heard.headline().contains("] ESCALATED to " + receiver + ":")
                        && (heard.sink() != SinkName.PAGERDUTY || heard.key().equals("/0." + step)));
    }

    /** The end of the incident. */
    static What resolved() {
        return new What("resolved", heard -> heard.over() && heard.key().isEmpty());
    }

    /** The end of what an escalation step raised at PagerDuty. */
    static What stepResolved(int step) {
        return new What(
                "step " + step + " resolved",
                heard -> heard.over() && heard.key().equals("/0." + step));
    }

    /** Something happens. */
    Story at(String time, Consumer<Story> happens) {
        events.add(new Event(time(time), happens));
        return this;
    }

    /** Exactly one such message is told there and then. */
    Story want(SinkName sink, What what, Between when) {
        wants.add(new Want(sink, what, when));
        return this;
    }

    /** The component's alert fires. */
    void fires(String name, String severity) {
        stage.topics()
                .publish(
                        Stage.HUB,
                        Signal.firing(name, severity, component)
                                .label("story", component)
                                .at(stage.serviceTime()));
    }

    /** The component's alert is over. */
    void ends(String name, String severity) {
        stage.topics()
                .publish(
                        Stage.HUB,
                        Signal.over(name, severity, component)
                                .label("story", component)
                                .at(stage.serviceTime()));
    }

    /** Somebody takes the incident. */
    void acknowledge() {
        ask("acknowledge");
    }

    /** Somebody says that it is over. */
    void resolve() {
        ask("resolve");
    }

    private void ask(String what) {
        Set<String> incidents = incidents(Heard.all(stage.sinks()));
        assertThat(incidents).as("incidents of %s", component).hasSize(1);
        String path = "/api/v1/incidents/" + incidents.iterator().next() + "/" + what;
        assertThat(stage.post(path, "{}").statusCode()).as(path).isEqualTo(200);
    }

    private Set<String> incidents(List<Heard> all) {
        return all.stream()
                .filter(heard -> heard.text().contains(component))
                .map(Heard::incident)
                .collect(Collectors.toSet());
    }

    /** Lets all of it happen, waits until the time is over, and holds what was told against what was wanted. */
    static void play(Stage stage, String end, Story... stories) {
        Instant begin = stage.serviceTime();
        record Due(Story story, Event event) {}
        List<Due> due = new ArrayList<>();
        for (Story story : stories) {
            story.events.forEach(event -> due.add(new Due(story, event)));
        }
        due.sort(Comparator.comparing(one -> one.event().at()));
        for (Due next : due) {
            until(stage, begin.plus(next.event().at()));
            next.event().happens().accept(next.story());
        }
        until(stage, begin.plus(time(end)));
        for (Story story : stories) {
            story.judge(begin);
        }
    }

    private static void until(Stage stage, Instant time) {
        await().atMost(Duration.ofMinutes(3))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !stage.serviceTime().isBefore(time));
    }

    private void judge(Instant begin) {
        List<Heard> all = Heard.all(stage.sinks());
        Set<String> incidents = incidents(all);
        List<Want> open = new ArrayList<>(wants);
        List<String> unwanted = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Heard heard : all) {
            if (!incidents.contains(heard.incident())) {
                continue;
            }
            Duration at = Duration.between(begin, stage.serviceTime(heard.at()));
            told.add(words(at) + " " + heard);
            Want wanted = open.stream()
                    .filter(want -> want.takes(heard, at))
                    .findFirst()
                    .orElse(null);
            if (wanted == null) {
                unwanted.add(words(at) + " " + heard);
            } else {
                open.remove(wanted);
            }
        }
        assertThat(unwanted)
                .as("told of %s and not wanted; missing are %s; all that was told: %s", component, open, told)
                .isEmpty();
        assertThat(open).as("not told of %s; told was %s", component, told).isEmpty();
    }

    private static Duration time(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    private static String words(Duration time) {
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
