package com.kaldrix.monitoring.alert.configuration;

import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.alertmanager;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.placeOf;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.inhibition.InhibitionRule;
import com.kaldrix.monitoring.alert.interval.NamedIntervals;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code inhibit_rules}, {@code time_intervals} and the routes that name them. */
class SuppressionConfigurationTest {
    private static final String FILE = """
            receivers: [{name: a}]
            route:
              receiver: a
              routes:
                - matchers: [x=y]
                  mute_time_intervals: [night]
                  active_time_intervals: [office, night]
            time_intervals:
              - name: night
                time_intervals: [{times: [{start_time: '22:00', end_time: '24:00'}]}]
            mute_time_intervals:
              - name: office
                time_intervals: [INTERVAL]
            inhibit_rules:
              - source_match: {severity: critical}
                source_match_re: {job: 'a|b'}
                source_matchers: ['"a ü"=b', team!=c]
                target_matchers: [severity="warning"]
                equal: [region, 'a b']
            """;

    private static String with(String interval) {
        return FILE.replace("INTERVAL", interval);
    }

    @Test
    void isReadAsAlertmanagerReadsIt() {
        AlertmanagerFile file = alertmanager(with("{months: [may]}"));

        InhibitionRule rule = file.inhibition().all().getFirst();
        assertThat(rule.source()).hasToString("{severity=\"critical\",job=~\"a|b\",\"a ü\"=\"b\",team!=\"c\"}");
        assertThat(rule.target()).hasToString("{severity=\"warning\"}");
        assertThat(rule.equal()).containsExactlyInAnyOrder("region", "a b");
        assertThat(file.intervals().all()).containsOnlyKeys("night", "office");
        assertThat(file.route().routes().getFirst().muteTimeIntervals()).containsExactly("night");
        assertThat(file.route().routes().getFirst().activeTimeIntervals()).containsExactly("office", "night");
        assertThat(file.route().muteTimeIntervals()).isEmpty();
    }

    /** Thursday 2026-04-30 is the last day of its month. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                     | 2026-04-30T12:00:00Z | true",
                "{times: [{start_time: '12:00', end_time: '12:01'}]}    | 2026-04-30T12:00:59Z | true",
                "{times: [{start_time: '12:00', end_time: '12:01'}]}    | 2026-04-30T12:01:00Z | false",
                "{times: [{start_time: '00:00', end_time: '24:00'}]}    | 2026-04-30T23:59:59Z | true",
                "{weekdays: ['monday:friday']}                          | 2026-04-30T12:00:00Z | true",
                "{weekdays: [Friday, 'saturday']}                       | 2026-04-30T12:00:00Z | false",
                "{weekdays: ['sunday:sunday']}                          | 2026-05-03T12:00:00Z | true",
                "{days_of_month: ['-1']}                                | 2026-04-30T12:00:00Z | true",
                "{days_of_month: ['-1']}                                | 2026-04-29T12:00:00Z | false",
                "{days_of_month: ['31']}                                | 2026-04-30T12:00:00Z | false",
                "{days_of_month: ['29:31']}                             | 2026-04-30T12:00:00Z | true",
                "{days_of_month: ['1:-1']}                              | 2026-04-30T12:00:00Z | true",
                "{days_of_month: ['-31:-30']}                           | 2026-04-01T12:00:00Z | true",
                "{days_of_month: ['1', '30']}                           | 2026-04-30T12:00:00Z | true",
                "{months: ['april:june']}                               | 2026-04-30T12:00:00Z | true",
                "{months: ['5:12', '1']}                                | 2026-04-30T12:00:00Z | false",
                "{years: ['2024:2026']}                                 | 2026-04-30T12:00:00Z | true",
                "{years: [2027]}                                        | 2026-04-30T12:00:00Z | false",
                "{months: [may], location: Asia/Tokyo}                  | 2026-04-30T15:00:00Z | true",
                "{months: [may], location: UTC}                         | 2026-04-30T15:00:00Z | false",
                "{weekdays: [thursday], months: [may]}                  | 2026-04-30T12:00:00Z | false",
                // The hour that does not exist in Berlin, and the one that exists twice.
                "{times: [{start_time: '03:00', end_time: '04:00'}], location: Europe/Berlin} | 2026-03-29T01:30:00Z | true",
                "{times: [{start_time: '02:00', end_time: '03:00'}], location: Europe/Berlin} | 2026-10-25T00:30:00Z | true",
                "{times: [{start_time: '02:00', end_time: '03:00'}], location: Europe/Berlin} | 2026-10-25T01:30:00Z | true",
            })
    void containsTheTimesThatItSays(String interval, Instant time, boolean contains) {
        NamedIntervals intervals = alertmanager(with(interval)).intervals();
        assertThat(intervals.containing(List.of("office"), time)).hasSize(contains ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{times: [{start_time: '25:00', end_time: '24:00'}]} | '25:00'        | '25:00' is no time",
                "{times: [{start_time: '9:00', end_time: '24:00'}]}  | '9:00'         | '9:00' is no time",
                "{times: [{start_time: '10:00', end_time: '09:00'}]} | '09:00'        | the end must come after the start",
                "{times: [{start_time: '10:00'}]}                    | {start_time: '10:00'} | times need a",
                "{weekdays: [moonday]}                               | moonday        | 'moonday' is no day of the week",
                "{weekdays: ['friday:monday']}                       | 'friday:monday' | a range of days goes from sunday",
                "{days_of_month: ['0']}                              | '0'            | '0' is no day of the month",
                "{days_of_month: ['32']}                             | '32'           | '32' is no day of the month",
                "{days_of_month: ['-1:1']}                           | '-1:1'         | a range that begins with days counted",
                "{days_of_month: ['9:3']}                            | '9:3'          | the last day comes before the first",
                "{days_of_month: ['1:2:3']}                          | '1:2:3'        | '1:2:3' is no range",
                "{months: ['13']}                                    | '13'           | '13' is no month",
                "{months: ['may:april']}                             | 'may:april'    | a range of months goes from january",
                "{years: ['2027:2026']}                              | '2027:2026'    | the last year comes before",
                "{years: [soon]}                                     | soon           | 'soon' is no year",
                "{location: Europe/Berlim}                           | Europe/Berlim  | 'Europe/Berlim' is no time zone",
                "{weekday: [monday]}                                 | weekday        | unknown key 'weekday'; did you mean 'weekdays'?",
            },
            quoteCharacter = '"')
    void whatIsWrongIsRefusedWithItsPlace(String interval, String part, String problem) {
        String text = with(interval);
        assertThat(problemsOf(text))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal)
                        .startsWith("alertmanager.yml:" + placeOf(part, text) + ": ")
                        .contains(problem));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        "mute_time_intervals: [night]",
                        "mute_time_intervals: [nigth]",
                        "nigth",
                        "there is no time interval named 'nigth'; did you mean 'night'?"),
                Arguments.of(
                        "source_match: {severity: critical}",
                        "source_match: {'a b': c}",
                        "c}",
                        "'a b' is no label name; use 'source_matchers' for it"),
                Arguments.of("team!=c", "team", "team]", "bad matcher 'team'"),
                Arguments.of("job: 'a|b'", "job: '('", "'('", "'(' is no regular expression"),
                Arguments.of(
                        "receiver: a\n  routes",
                        "receiver: a\n  mute_time_intervals: [night]\n  routes",
                        "[night]",
                        "the root route takes what no other route takes"),
                Arguments.of("equal: [region", "equal: [''", "'', 'a b'", "a label name cannot be empty"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatNamesNothingIsRefused(String part, String wrong, String place, String problem) {
        String text = with("{months: [may]}").replace(part, wrong);
        assertThat(problemsOf(text))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal)
                        .startsWith("alertmanager.yml:" + placeOf(place, text) + ": ")
                        .contains(problem));
    }

    @Test
    void aNameIsThereOnce() {
        assertThat(problemsOf(with("{months: [may]}").replace("- name: night", "- name: office")))
                .anySatisfy(problem -> assertThat(problem).contains("there is already a time interval named 'office'"));
    }

    @Test
    void anIntervalWithoutANameIsRefused() {
        assertThat(problemsOf(with("{months: [may]}").replace("- name: night\n    time", "- time")))
                .anySatisfy(problem -> assertThat(problem).contains("a time interval needs a 'name'"));
    }
}
