package com.kaldrix.monitoring.alert.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.condition.Condition;
import com.kaldrix.monitoring.alert.flap.FlapRule;
import com.kaldrix.monitoring.alert.storm.StormRule;
import com.kaldrix.monitoring.alert.window.MaintenanceWindow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code kaldrix.yml} says of windows, conditions, flapping and storms. */
class QuietConfigurationTest {
    private static KaldrixFile file(String text) {
        return KaldrixFile.parse("kaldrix.yml", text, List.of(), KaldrixFile.NOTHING);
    }

    private static List<String> problems(String text) {
        return ConfigurationTexts.problems(() -> file(text));
    }

    @Test
    void readsAll() {
        KaldrixFile file = file("""
                maintenance_windows:
                  - {name: a, matchers: [x=y], starts_at: 2026-03-08T22:00:00, duration: 2h, time_zone: Europe/Berlin,
                     rrule: FREQ=WEEKLY;BYDAY=SU, comment: c}
                  - {name: b, kind: silence, matchers: [x=y], starts_at: '2026-03-08 22:00:00', duration: 2h}
                conditions:
                  - {name: a, when: 'true'}
                  - {name: b, mode: enforce, matchers: [x=y], when: labels.x == "y"}
                flapping: {times: 3, within: 1h, calm: 5m}
                storms: {incidents: 7}
                """);

        assertThat(file.windows()).extracting(MaintenanceWindow::name).containsExactly("a", "b");
        assertThat(file.windows().getFirst().schedule().toString())
                .isEqualTo("2026-03-08T22:00 Europe/Berlin for PT2H FREQ=WEEKLY;BYDAY=SU");
        assertThat(file.windows().getLast().kind()).isEqualTo(MaintenanceWindow.Kind.SILENCE);
        assertThat(file.windows().getFirst().id())
                .isEqualTo(file("""
                        maintenance_windows:
                          - {name: a, matchers: [z=y], starts_at: 2027-03-08T22:00:00, duration: 1h}
                        """).windows().getFirst().id());
        assertThat(file.conditions())
                .extracting(Condition::mode)
                .containsExactly(Condition.Mode.DRY_RUN, Condition.Mode.ENFORCE);
        assertThat(file.flapping()).isEqualTo(new FlapRule(3, Duration.ofHours(1), Duration.ofMinutes(5)));
        assertThat(file.storms()).isEqualTo(new StormRule(7));
    }

    @Test
    void whatIsLeftOutIsAsUsual() {
        assertThat(file("{}").flapping()).isEqualTo(FlapRule.USUAL);
        assertThat(file("{}").storms()).isEqualTo(StormRule.USUAL);
        assertThat(file("flapping: {times: 0}").flapping().off()).isTrue();
        assertThat(file("storms: {incidents: 0}").storms().off()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{matchers: [x=y], starts_at: 2026-03-08T22:00:00, duration: 2h}|needs a 'name'",
                "{name: a, starts_at: 2026-03-08T22:00:00, duration: 2h}|would keep all quiet",
                "{name: a, matchers: [x=~\".*\"], starts_at: 2026-03-08T22:00:00, duration: 2h}|would keep all quiet",
                "{name: a, matchers: [x=y], duration: 2h}|needs 'starts_at'",
                "{name: a, matchers: [x=y], starts_at: tomorrow, duration: 2h}|expected a time by the clock on the wall",
                "{name: a, matchers: [x=y], starts_at: 9999-01-01T00:00:00, duration: 2h}|expected a year from 2000 to 2199",
                "{name: a, matchers: [x=y], starts_at: 2026-03-08T22:00:00}|needs a 'duration'",
                "{name: a, matchers: [x=y], starts_at: 2026-03-08T22:00:00, duration: 900d}|at most 366 days",
                "{name: a, matchers: [x=y], starts_at: 2026-03-08T22:00:00, duration: 2h, time_zone: Mars}|'Mars' is no time zone",
                "{name: a, matchers: [x=y], starts_at: 2026-03-08T22:00:00, duration: 2h, rrule: FREQ=SECONDLY}|by the minute or the second",
                "{name: a, matchers: [x=y], starts_at: 2026-03-08T22:00:00, duration: 2h, rrule: FREQ=HOURLY}|before the window of",
                "{name: a, matchers: [x=y], starts_at: 2026-03-08T22:00:00, duration: 2h, kind: party}|expected maintenance or silence",
                "{name: a, matchers: [x=y], starts_at: 2026-03-08T22:00:00, duration: 2h, until: x}|until"
            })
    void aWrongWindowIsRefused(String window, String reason) {
        assertThat(problems("maintenance_windows:\n  - " + window + "\n"))
                .anySatisfy(problem ->
                        assertThat(problem).contains("maintenance_windows[0]").contains(reason));
    }

    @Test
    void wrongRulesAreRefused() {
        assertThat(problems("flapping: {times: 1}")).hasSize(1);
        assertThat(problems("flapping: {times: 1000}")).hasSize(1);
        assertThat(problems("flapping: {within: 25h}")).hasSize(1);
        assertThat(problems("flapping: {calm: 0s}")).hasSize(1);
        assertThat(problems("storms: {incidents: -1}")).hasSize(1);
        assertThat(problems("conditions:\n  - {name: a}\n")).hasSize(1);
        assertThat(problems("conditions:\n  - {when: 'true'}\n")).hasSize(1);
    }
}
