package com.kaldrix.monitoring.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.demo.Expectation.Window;
import com.kaldrix.monitoring.local.demo.Message.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Expectation PAGE = new Expectation(
            "page",
            "Down",
            Kind.PAGE,
            "on-call",
            Place.SLACK,
            new Window(Duration.ofMinutes(1), Duration.ofMinutes(3)),
            List.of());

    @Test
    void whatArrivesOnceAndInTimeIsGood() {
        for (int minute = 1; minute <= 3; minute++) {
            Outcome outcome = Outcome.of(List.of(PAGE), List.of(message(minute)));
            assertThat(outcome.good()).isTrue();
            assertThat(outcome.faults()).isEmpty();
            assertThat(outcome.arrived()).containsOnlyKeys(PAGE);
        }
    }

    @Test
    void whatDoesNotArriveIsNamed() {
        Outcome outcome = Outcome.of(List.of(PAGE), List.of());
        assertThat(outcome.good()).isFalse();
        assertThat(outcome.faults())
                .containsExactly("Slack, Down: \"page\" for on-call did not come between 1:00 and 3:00");
    }

    @Test
    void whatArrivesTwiceIsOnceTooOften() {
        Outcome outcome = Outcome.of(List.of(PAGE), List.of(message(2), message(2)));
        assertThat(outcome.good()).isFalse();
        assertThat(outcome.faults()).containsExactly("Slack, Down: came once too often at 2:00 for on-call: [P1] Down");
    }

    @Test
    void whatArrivesTooEarlyOrTooLateIsOneFault() {
        assertThat(Outcome.of(List.of(PAGE), List.of(message(0))).faults())
                .containsExactly("Slack, Down: \"page\" for on-call came at 0:00, not between 1:00 and 3:00");
        assertThat(Outcome.of(List.of(PAGE), List.of(message(4))).faults())
                .containsExactly("Slack, Down: \"page\" for on-call came at 4:00, not between 1:00 and 3:00");
    }

    @Test
    void whatNobodyExpectedIsTooMuch() {
        List<Message> strangers = List.of(
                new Message(Duration.ofMinutes(2), Place.EMAIL, "Down", Kind.PAGE, "on-call", "[P1] Down", ""),
                new Message(Duration.ofMinutes(2), Place.SLACK, "Down", Kind.PAGE, "leadership", "[P1] Down", ""),
                new Message(Duration.ofMinutes(2), Place.SLACK, "Down", Kind.STILL_OPEN, "on-call", "[P1] Down", ""),
                new Message(Duration.ofMinutes(2), Place.SLACK, "", Kind.UNREADABLE, "", "refused: too long", ""));
        for (Message stranger : strangers) {
            Outcome outcome = Outcome.of(List.of(PAGE), List.of(message(2), stranger));
            assertThat(outcome.good()).isFalse();
            assertThat(outcome.faults()).singleElement().asString().contains("was not to come, but did at 2:00");
        }
    }

    @Test
    void wordsThatMustBeThereAreLookedFor() {
        Expectation words = new Expectation(
                "page", "Down", Kind.PAGE, "on-call", Place.SLACK, PAGE.window(), List.of("text", "Held back since"));
        assertThat(Outcome.of(List.of(words), List.of(message(2))).good()).isFalse();
    }

    private static Message message(int minute) {
        return new Message(
                Duration.ofMinutes(minute), Place.SLACK, "Down", Kind.PAGE, "on-call", "[P1] Down", "{\"text\":\"\"}");
    }
}
