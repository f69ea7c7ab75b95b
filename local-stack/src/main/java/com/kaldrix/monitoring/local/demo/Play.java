package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.demo.Screen.Tone;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.Sinks;
import com.kaldrix.monitoring.local.sink.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays the story in time, and tells what happens and what arrives as it does. */
final class Play {
    private static final long BEAT_MILLIS = 40;
    /** A beat that took so much longer than it should says that the machine, not the suite, was slow. */
    private static final Duration STALL = Duration.ofMillis(500);

    private final Stage stage;
    private final StoryClock clock;
    private final Screen screen;
    private final Curtain curtain;
    private final List<Message> messages = new ArrayList<>();
    private final List<Reaction> waiting = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final Map<Place, Long> seen = new EnumMap<>(Place.class);
    private int refused;
    private Duration stall = Duration.ZERO;

    Play(Stage stage, StoryClock clock, Screen screen, Curtain curtain) {
        this.stage = stage;
        this.curtain = curtain;
        this.clock = clock;
        this.screen = screen;
    }

    /**
     * Plays until the end.
     *
     * @param reactions what people do, each once, when a page arrives
     */
    void run(List<Event> events, List<Reaction> reactions, Duration end) throws InterruptedException {
        waiting.addAll(reactions);
        Deque<Event> ahead = new ArrayDeque<>(events);
        Duration longest = Duration.ZERO;
        while (clock.now().compareTo(end) < 0 && !curtain.interrupted()) {
            while (!ahead.isEmpty() && ahead.getFirst().at().compareTo(clock.now()) <= 0) {
                perform(ahead.removeFirst());
            }
            perform(new Event(clock.now(), "", stage.prometheus()::repeat));
            watch();
            String time = StoryClock.text(clock.now());
            screen.status("%6s".formatted(time));
            curtain.scene("at " + time + " of the story");
            long asleep = System.nanoTime();
            Thread.sleep(BEAT_MILLIS);
            Duration late = Duration.ofNanos(System.nanoTime() - asleep).minusMillis(BEAT_MILLIS);
            longest = late.compareTo(longest) > 0 ? late : longest;
        }
        if (curtain.interrupted()) {
            return;
        }
        watch();
        if (longest.compareTo(STALL) > 0) {
            stall = longest;
        }
    }

    private void perform(Event event) throws InterruptedException {
        if (!event.words().isEmpty()) {
            screen.line(Tone.CAUSE, "%6s  %s".formatted(StoryClock.text(event.at()), event.words()));
        }
        try {
            event.action().run();
        } catch (IOException failed) {
            if (curtain.interrupted()) {
                return;
            }
            String trouble = "At " + StoryClock.text(clock.now()) + ": " + failed.getMessage();
            troubles.add(trouble);
            screen.paragraph(Tone.BAD, "          ", "        " + trouble);
        }
    }

    private void watch() throws InterruptedException {
        List<Message> fresh = new ArrayList<>();
        for (Place place : Place.values()) {
            Sinks sinks = stage.sinks();
            for (Receipt receipt : sinks.receipts(place.sink(), seen.getOrDefault(place, 0L), Integer.MAX_VALUE)) {
                seen.put(place, receipt.sequence());
                refused += receipt.verdict() instanceof Verdict.Misbehaved ? 1 : 0;
                stage.reader().read(place, receipt).ifPresent(fresh::add);
            }
        }
        messages.addAll(fresh);
        show(fresh);
        for (Message message : fresh) {
            react(message);
        }
    }

    private void react(Message message) throws InterruptedException {
        for (Reaction reaction : List.copyOf(waiting)) {
            if (reaction.isTo(message)) {
                waiting.remove(reaction);
                perform(new Event(
                        clock.now(), reaction.words(), () -> reaction.deed().about(message)));
            }
        }
    }

    /** One line for each message, or for several that say the same at the same place. */
    private void show(List<Message> fresh) {
        Map<String, List<Message>> lines = new LinkedHashMap<>();
        fresh.stream()
                .sorted(Comparator.comparing(Message::at))
                .forEach(
                        message -> lines.computeIfAbsent(message.place() + message.headline(), key -> new ArrayList<>())
                                .add(message));
        for (List<Message> same : lines.values()) {
            Message first = same.getFirst();
            String place = first.place().title() + (same.size() == 1 ? "" : " x" + same.size());
            String note = first.insteadOf().map(other -> "(for " + other + ") ").orElse("");
            screen.line("%6s    %-12s  %s%s".formatted(StoryClock.text(first.at()), place, note, first.headline()));
        }
    }

    /** Everything that arrived. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** What went wrong with the play itself. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** How many attempts the sinks turned away because they were told to. */
    int refused() {
        return refused;
    }

    /** The longest time for which the machine held this program up; zero when that is not worth a word. */
    Duration stall() {
        return stall;
    }
}
