package com.kaldrix.monitoring.alert.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.condition.Condition.Mode;
import com.kaldrix.monitoring.alert.condition.Condition.Outcome;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final Instant NOW = Instant.parse("2026-03-02T03:30:00Z");

    /** Three others fire where the job is asked for, and ten began within ten minutes. */
    private static final Neighbours NEIGHBOURS = new Neighbours() {
        @Override
        public long firing(Matchers matchers, Fingerprint except) {
            return matchers.matches(Labels.of("job", "batch")) ? 3 : 0;
        }

        @Override
        public long started(Matchers matchers, Duration within, Fingerprint except) {
            return within.compareTo(Duration.ofMinutes(10)) >= 0 ? 10 : 1;
        }
    };

    private static Alert alert(String... labels) {
        return new Alert(
                Labels.of(labels),
                Labels.of("region", "eu-west-1"),
                Map.of("summary", "It is slow"),
                NOW.minusSeconds(600),
                NOW.plusSeconds(600),
                NOW,
                true,
                Severity.P1,
                "");
    }

    private static Outcome of(String expression, String... labels) {
        return Condition.compile("c", Mode.ENFORCE, Matchers.any(), expression).of(alert(labels), NEIGHBOURS, NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels.job == 'batch'",
                "labels['job'] == \"batch\" && severity == 'P1'",
                "'job' in labels && !('other' in labels)",
                "has(labels.job) && labels.job.matches('^(bat|x)ch$')",
                "labels.region == 'eu-west-1'",
                "annotations.summary.contains('slow')",
                "now.getHours() == 3 && now.getHours('Europe/Berlin') == 4",
                "now - starts_at >= duration('10m')",
                "now - starts_at < duration('11m')",
                "firing('job=\"batch\"') >= 3",
                "firing('{job=~\"b.*\"}') == 3 && firing('job=\"web\"') == 0",
                "started('job=\"batch\"', duration('10m')) > 5",
                "started('', duration('1m')) == 1",
                "labels.exists(name, name == 'job')",
                "severity in ['P0', 'P1']",
                "labels.kaldrix_severity == 'P1'"
            })
    void holds(String expression) {
        assertThat(of(expression, "alertname", "A", "job", "batch")).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void passesWhatItDoesNotCover() {
        Condition condition = Condition.compile("c", Mode.ENFORCE, Matchers.parse("job=web"), "true");
        assertThat(condition.of(alert("job", "batch"), NEIGHBOURS, NOW)).isInstanceOf(Outcome.Passes.class);
        assertThat(of("labels.job == 'web'", "job", "batch")).isInstanceOf(Outcome.Passes.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels.missing == 'x'",
                "1 / firing('job=\"web\"') > 0",
                "now.getHours('Mars/Olympus') == 1",
                "labels.job.matches('(')",
                "int(labels.job) > 1",
                "9223372036854775807 + firing('') > 0",
                "[1, 2][firing('job=\"batch\"')] == 1"
            })
    void whatCannotBeReckonedFails(String expression) {
        assertThat(of(expression, "job", "batch")).as(expression).isInstanceOf(Outcome.Fails.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "labels.job|expected type 'bool' but found 'string'",
                "1|expected type 'bool'",
                "labels.job = 'x'|1:",
                "labels.job == 1|no matching overload",
                "lables.job == 'x'|undeclared reference to 'lables'",
                "firing(labels.job) > 1|firing() needs its matchers as a text that stands there",
                "firing('==') > 1|firing():",
                "firing('a=~\"(\"') > 1|firing():",
                "started('a=b', now - starts_at) > 1|started() needs its time as a text",
                "started('a=b', duration('2h')) > 1|at most 1h",
                "started('a=b', duration('x')) > 1|'x' is no time",
                "started('a=b', 5) > 1|no matching overload",
                "'unclosed|1:"
            })
    void whatIsWrongIsRefusedWhenItIsMade(String expression, String reason) {
        assertThatThrownBy(() -> of(expression, "job", "batch"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void costIsBounded() {
        assertThatThrownBy(() -> of("true" + " || true".repeat(1000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of("(".repeat(200) + "true" + ")".repeat(200)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of("firing('a=b') > 0" + " || firing('a=b') > 0".repeat(8)))
                .hasMessageContaining("more than 8 times");
        String list = "[0,1,2,3,4,5,6,7,8,9]";
        String loops = list + ".all(a, " + list + ".all(b, " + list + ".all(c, " + list + ".all(d, " + list
                + ".all(e, a + b + c + d + e >= 0)))))";
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(of(loops)).isInstanceOf(Outcome.Fails.class));
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(of("labels.job.matches('(a+)+$')", "job", "a".repeat(50_000) + "b"))
                        .isInstanceOf(Outcome.Passes.class));
    }
}
