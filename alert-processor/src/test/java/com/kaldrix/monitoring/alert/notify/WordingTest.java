package com.kaldrix.monitoring.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPENED | [P1] HighErrorRate (eu-west-1, gateway)",
                "CHANGED | [P1] CHANGED, 2 alerts firing, 1 over: HighErrorRate (eu-west-1, gateway)",
                "REPEATED | [P1] STILL OPEN after 30 min: HighErrorRate (eu-west-1, gateway)",
                "ESCALATED | [P0] ESCALATED to Leadership team: HighErrorRate (eu-west-1, gateway)",
                "RESOLVED | [P1] RESOLVED: HighErrorRate (eu-west-1, gateway)",
                "OPENED_AND_RESOLVED | [P1] FIRED AND OVER: HighErrorRate (eu-west-1, gateway)",
                "TEST | [TEST] Nothing is wrong, this is a test of Leadership team"
            })
    void headlines(Kind kind, String headline) {
        assertThat(Wording.headline(Samples.of(kind))).isEqualTo(headline);
    }

    @Test
    void saysWhoHasTakenIt() {
        Notification taken = Samples.of(Kind.REPEATED, Samples.incident(Severity.P1, "ada"), Samples.many(1));
        assertThat(Wording.lead(taken)).contains("Acknowledged by ada.");
        assertThat(Wording.lead(Samples.of(Kind.REPEATED))).contains("Nobody has acknowledged it yet.");
    }

    @ParameterizedTest
    @CsvSource({
        "PT-5S, 0 s",
        "PT0S, 0 s",
        "PT59S, 59 s",
        "PT60S, 1 min",
        "PT59M59S, 59 min",
        "PT1H, 1 h",
        "PT1H5M, 1 h 5 min",
        "PT24H, 1 d",
        "PT76H30M, 3 d 4 h"
    })
    void durations(Duration duration, String words) {
        assertThat(Wording.duration(duration)).isEqualTo(words);
    }

    @Test
    void aListThatWasCutSaysWhatIsMissing() {
        Notification notification = Samples.of(Kind.CHANGED);
        assertThat(Wording.more(notification, 1)).contains("and 2 more (1 firing, 1 over)");
        assertThat(Wording.more(notification, 3)).isEmpty();
        assertThat(Wording.more(notification, 9)).isEmpty();
    }

    @Test
    void linksAreWebAddressesOnly() {
        AlertView alert = new AlertView(
                Labels.of("alertname", "A"),
                Map.of("runbook_url", "javascript:alert(1)", "runbook", "https://example.com/run"),
                Samples.OPENED,
                null,
                Severity.P2,
                "",
                "",
                "file:///etc/passwd");
        assertThat(Wording.links(Samples.of(Kind.OPENED, alert)))
                .extracting(Wording.Link::text)
                .containsExactly("Incident");
        assertThat(Wording.links(Samples.of(Kind.OPENED)))
                .extracting(Wording.Link::text)
                .containsExactly("Incident", "Source", "Runbook");
    }

    @Test
    void aDescriptionThatIsKnownIsNotReadAgain() {
        List<AlertView> alerts = Samples.many(2);
        assertThat(Wording.newDescription(alerts, 0)).startsWith("More than one request");
        assertThat(Wording.newDescription(alerts, 1)).isEmpty();
    }

    @Test
    void notesBeyondTheTenthAreCounted() {
        String[] notes = IntStream.range(0, 14).mapToObj(i -> "note " + i).toArray(String[]::new);
        assertThat(Wording.notes(Samples.of(Kind.OPENED, Samples.many(1), notes)))
                .hasSize(11)
                .endsWith("note 9", "and 4 more notes");
    }

    @Property(tries = 500)
    void everyTextIsOneCleanLine(@ForAll("notifications") Notification notification) {
        assertThat(List.of(
                        Wording.headline(notification),
                        Wording.lead(notification),
                        Wording.title(notification),
                        Wording.regions(notification),
                        Wording.components(notification)))
                .allSatisfy(text -> assertThat(text.codePoints())
                        .noneMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE
                                || c == 0x202E));
        assertThat(Wording.headline(notification)).isNotBlank();
    }

    @Property(tries = 1000)
    void textIsCutBetweenCodePoints(@ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 60) int most) {
        for (String cut :
                List.of(PlainText.clip(text, most), PlainText.line(text, most), PlainText.lines(text, most))) {
            assertThat(cut.length()).isLessThanOrEqualTo(most);
            assertThat(cut.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        }
        String whole = PlainText.line(text, Integer.MAX_VALUE - 8);
        assertThat(PlainText.line(whole, Integer.MAX_VALUE - 8)).isEqualTo(whole);
    }

    @Provide
    Arbitrary<Notification> notifications() {
        return Wild.notifications();
    }

    @Provide
    Arbitrary<String> texts() {
        return Wild.texts();
    }
}
