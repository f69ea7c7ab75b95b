package com.kaldrix.monitoring.alert.story;

import static com.kaldrix.monitoring.alert.story.Quieted.ROUTES;
import static com.kaldrix.monitoring.alert.story.Quieted.begin;
import static com.kaldrix.monitoring.alert.story.Quieted.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What inhibition keeps from people and what is told after it; and what a service that has just started knows of that. */
class InhibitionStoryTest {
    private static final String INHIBITION = ROUTES + """
            inhibit_rules:
              - source_matchers: [severity="critical"]
                target_matchers: [severity="warning"]
                equal: [region, job]
            """;

    private static final String[] CRITICAL = {"alertname", "Down", "severity", "critical", "region", "eu", "job", "db"};
    private static final String[] WARNING = {"alertname", "Slow", "severity", "warning", "region", "eu", "job", "db"};
    private static final String[] OTHER = {"alertname", "Slow", "severity", "warning", "region", "eu", "job", "web"};

    @Test
    void whatIsInhibitedIsNotToldAndIsToldWhenItsInhibitorIsOver() {
        Story story = Story.begin(INHIBITION, "{}\n").at("1s").fireTogether(WARNING, CRITICAL);
        story.at("10s").end(CRITICAL).at("40s");

        story.want(SinkName.WEBHOOK, "2s", "11s");
        assertThat(told(story)).containsExactly(List.of("Down"), List.of("Down!", "Slow"));
    }

    @Test
    void onlyWhatIsEqualIsInhibited() {
        Story story = Story.begin(INHIBITION, "{}\n")
                .at("1s")
                .fireTogether(WARNING, OTHER, CRITICAL)
                .at("40s");

        assertThat(told(story)).containsExactly(List.of("Down", "Slow"));
    }

    @Test
    void anInhibitorInAnotherGroupCountsToo() {
        Story story = Story.begin(INHIBITION.replace("group_by: [region]", "group_by: [alertname]"), "{}\n")
                .at("1s")
                .fireTogether(WARNING, CRITICAL)
                .at("10s")
                .end(CRITICAL)
                .at("40s");

        story.want(SinkName.WEBHOOK, "2s", "11s", "11s");
        assertThat(told(story)).containsExactlyInAnyOrder(List.of("Down"), List.of("Down!"), List.of("Slow"));
    }

    @Test
    void anInhibitorThatIsSilencedInhibitsAllTheSame() {
        Story story = Story.begin(INHIBITION, "{}\n");
        story.silence("severity=critical", "1h");
        story.at("1s").fireTogether(WARNING, CRITICAL).at("40s");

        story.want(SinkName.WEBHOOK);
    }

    @Test
    void whatWasToldBeforeItWasInhibitedIsNotToldAgainWhenItIsNoLonger() {
        Story story = Story.begin(INHIBITION.replace("group_by: [region]", "group_by: [alertname]"), "{}\n")
                .at("1s")
                .fire(WARNING)
                .at("10s")
                .fire(CRITICAL)
                .at("20s")
                .end(CRITICAL)
                .at("40s");

        assertThat(told(story)).containsExactly(List.of("Slow"), List.of("Down"), List.of("Down!"));
    }

    @Test
    void twoThatAreBothSourceAndTargetDoNotInhibitEachOther() {
        Story story = Story.begin(ROUTES + """
                        inhibit_rules:
                          - {source_matchers: [severity="critical"], target_matchers: [severity=~".+"], equal: [region]}
                        """, "{}\n")
                .at("1s")
                .fireTogether(CRITICAL, new String[] {"alertname", "Lost", "severity", "critical", "region", "eu"})
                .at("1m");

        assertThat(told(story)).containsExactly(List.of("Down", "Lost"));
    }

    @Test
    void aLabelThatNeitherHasIsEqual() {
        Story story = Story.begin(INHIBITION, "{}\n")
                .at("1s")
                .fireTogether(
                        new String[] {"alertname", "Down", "severity", "critical", "region", "eu"},
                        new String[] {"alertname", "Slow", "severity", "warning", "region", "eu"})
                .at("1m");

        assertThat(told(story)).containsExactly(List.of("Down"));
    }

    @Test
    void olderFormsOfMatchersInhibit() {
        Story story = Story.begin(ROUTES + """
                        inhibit_rules:
                          - {source_match: {severity: critical}, target_match_re: {severity: warn.*}, equal: [region, job]}
                        """, "{}\n")
                .at("1s")
                .fireTogether(WARNING, CRITICAL)
                .at("1m");

        assertThat(told(story)).containsExactly(List.of("Down"));
    }

    @Test
    void aServiceThatHasJustStartedKnowsWhatIsHeldBack() {
        Story story = Story.begin(INHIBITION.replace("group_by: [region]", "group_by: [alertname]"), "{}\n");
        story.silence("alertname=Down", "20s");
        story.at("1s").fireTogether(WARNING, CRITICAL).restart().at("10s");
        story.want(SinkName.WEBHOOK);

        story.restart().at("15s").end(CRITICAL).at("30s");
        assertThat(told(story)).containsExactly(List.of("Slow"));
    }

    @Test
    void anEndThatComesWhileTheServiceStartsIsToldOnce() {
        Story story = begin().at("1s").fire("alertname", "A", "region", "eu").at("5s");
        story.restart().end("alertname", "A", "region", "eu").restart().at("30s");

        story.want(SinkName.WEBHOOK, "2s", "6s");
        assertThat(told(story)).containsExactly(List.of("A"), List.of("A!"));
    }
}
