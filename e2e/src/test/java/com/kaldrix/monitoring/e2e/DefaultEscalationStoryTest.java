package com.kaldrix.monitoring.e2e;

import static com.kaldrix.monitoring.e2e.Story.between;
import static com.kaldrix.monitoring.e2e.Story.escalatedTo;
import static com.kaldrix.monitoring.e2e.Story.opened;
import static com.kaldrix.monitoring.e2e.Story.resolved;
import static com.kaldrix.monitoring.e2e.Story.stepResolved;
import static com.kaldrix.monitoring.local.sink.SinkName.PAGERDUTY;
import static com.kaldrix.monitoring.local.sink.SinkName.SLACK;
import static com.kaldrix.monitoring.local.sink.SinkName.SNS_EMAIL;

import com.kaldrix.monitoring.e2e.Story.Between;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The default configuration, which SNS_TOPIC_ARN, PAGERDUTY_KEY and SLACK_WEBHOOK alone make work, minute by minute: a
 * minute takes a second, and what is told has two and a half minutes to arrive.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefaultEscalationStoryTest {
    private static final String ALERT = "NetworkPartition";
    private static final List<SinkName> ALL = List.of(SLACK, PAGERDUTY, SNS_EMAIL);
    private static final Between AT_ONCE = between("10s", "2m40s");
    private static final Between AT_5 = between("5m10s", "7m50s");
    private static final Between AT_15 = between("15m10s", "17m50s");
    private static final Between AT_30 = between("30m10s", "32m50s");

    private Stage stage;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        stage = Stage.start(
                "default",
                builder -> builder.clockSpeed(60)
                        // The vendor's second is as much faster as the clock.
                        .environment(Stage.SERVICE, "KALDRIX_DELIVERY_LIMITS_SLACK_INTERVAL", "17ms"));
    }

    @AfterAll
    void end() {
        stage.close();
    }

    @Test
    void minuteByMinute() {
        Story.play(
                stage,
                "36m",
                nobodyAnswers(),
                acknowledgedAtThree(),
                resolvedByTheSourceAtTen(),
                resolvedByAPersonAtTen(),
                mediumStopsAfterTheFirstStep(),
                lowIsNotEscalated());
    }

    private Story nobodyAnswers() {
        Story story = Story.of(stage, "nobody-answers").at("0s", it -> it.fires(ALERT, "P0"));
        toAll(story, opened(), AT_ONCE);
        story.want(PAGERDUTY, escalatedTo("escalation-pagerduty", 1), AT_5);
        toAll(story, escalatedTo("on-call-manager", 2), AT_15);
        toAll(story, escalatedTo("leadership", 3), AT_30);
        return story;
    }

    private Story acknowledgedAtThree() {
        Story story = Story.of(stage, "taken-at-three")
                .at("0s", it -> it.fires(ALERT, "P0"))
                .at("3m", Story::acknowledge);
        toAll(story, opened(), AT_ONCE);
        toAll(story, escalatedTo("on-call-manager", 2), AT_15);
        toAll(story, escalatedTo("leadership", 3), AT_30);
        return story;
    }

    private Story resolvedByTheSourceAtTen() {
        Story story = Story.of(stage, "over-at-ten")
                .at("0s", it -> it.fires(ALERT, "P0"))
                .at("10m", it -> it.ends(ALERT, "P0"));
        toAll(story, opened(), AT_ONCE);
        story.want(PAGERDUTY, escalatedTo("escalation-pagerduty", 1), AT_5);
        Between atTen = between("10m", "14m");
        toAll(story, resolved(), atTen);
        story.want(PAGERDUTY, stepResolved(1), atTen);
        return story;
    }

    private Story resolvedByAPersonAtTen() {
        Story story = Story.of(stage, "closed-at-ten")
                .at("0s", it -> it.fires(ALERT, "P1"))
                .at("10m", Story::resolve);
        story.want(SLACK, opened(), AT_ONCE).want(PAGERDUTY, opened(), AT_ONCE);
        story.want(PAGERDUTY, escalatedTo("escalation-pagerduty", 1), AT_5);
        Between atTen = between("10m", "13m");
        story.want(SLACK, resolved(), atTen).want(PAGERDUTY, resolved(), atTen);
        story.want(PAGERDUTY, stepResolved(1), atTen);
        return story;
    }

    private Story mediumStopsAfterTheFirstStep() {
        return Story.of(stage, "medium")
                .at("0s", it -> it.fires("ConfigurationDrift", "P2"))
                .want(SLACK, opened(), between("30s", "3m"))
                .want(PAGERDUTY, escalatedTo("escalation-pagerduty", 1), between("5m30s", "8m10s"));
    }

    private Story lowIsNotEscalated() {
        return Story.of(stage, "low")
                .at("0s", it -> it.fires("CapacityPlan", "P3"))
                .want(SLACK, opened(), between("30s", "3m"));
    }

    private static void toAll(Story story, Story.What what, Between when) {
        ALL.forEach(sink -> story.want(sink, what, when));
    }
}
