package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.story.Story.Page;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What conditions keep from people, and what they do not. */
class ConditionStoryTest {
    private static final String ROUTES = """
            route:
              receiver: on-call
              group_by: [alertname]
              group_wait: 1s
              group_interval: 1m
              repeat_interval: 4h
            receivers:
              - name: on-call
                webhook_configs:
                  - url: ${webhook}/on-call
            """;
    private static final String[] DISK = {"alertname", "Disk", "job", "batch", "region", "eu"};
    private static final String[] DOWN = {"alertname", "Down", "job", "db", "region", "eu"};

    private static Story begin(String mode, String when) {
        return Story.begin(ROUTES, "conditions:\n  - {name: rule, mode: %s, when: '%s'}\n".formatted(mode, when));
    }

    private static List<String> timeline(Story story, String kind) {
        return story.jdbc()
                .sql("select text from timeline where kind = :kind order by id")
                .param("kind", kind)
                .query(String.class)
                .list();
    }

    @Test
    void holdsBackWhileItIsTrueAndTellsWhenItIsNoLonger() {
        // The story begins at 03:00 UTC.
        Story story = begin("enforce", "labels.job == \"batch\" && now.getHours(\"UTC\") < 4")
                .at("10m")
                .fire(DISK)
                .fire(DOWN)
                .at("59m59s");
        story.want(SinkName.WEBHOOK, "10m1s");

        story.at("3h");
        story.want(SinkName.WEBHOOK, "10m1s", "1h1s");
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text())
                .contains("1 alert fired during the condition 'rule'");
        assertThat(timeline(story, "held")).containsExactly("Held back by a condition");
    }

    @Test
    void looksAtOtherAlertsThatFire() {
        Story story = begin("enforce", "labels.alertname == \"Disk\" && firing(\"alertname=Down\") > 0")
                .at("1m")
                .fire(DOWN)
                .at("2m")
                .fire(DISK)
                .at("10m");
        story.want(SinkName.WEBHOOK, "1m1s");

        story.end(DOWN).at("20m");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(3);
        assertThat(story.pages(SinkName.WEBHOOK).stream().map(Page::text).filter(text -> text.contains("Disk")))
                .hasSize(1);
    }

    @Test
    void looksAtHowManyBeganOfLate() {
        Story story = begin("enforce", "started(\"job=batch\", duration(\"10m\")) >= 2");
        story.at("1m")
                .fireTogether(
                        new String[] {"alertname", "X1", "job", "batch"},
                        new String[] {"alertname", "X2", "job", "batch"},
                        new String[] {"alertname", "X3", "job", "batch"})
                .at("5m");
        story.want(SinkName.WEBHOOK);

        story.at("30m");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(3);
    }

    @Test
    void oneThatIsTriedOutHoldsNothingBackAndSaysWhatItWould() {
        Story story =
                begin("dry_run", "labels.job == \"batch\"").at("1m").fire(DISK).at("10m");

        story.want(SinkName.WEBHOOK, "1m1s");
        assertThat(timeline(story, "tried")).containsExactly("Would be held back by the condition 'rule', tried out");
        assertThat(story.jdbc()
                        .sql("select count(*) from held_alert where tried")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void oneThatCannotBeReckonedHoldsNothingBack() {
        Story story = begin("enforce", "labels.missing == \"x\" || 1 / firing(\"alertname=None\") > 0")
                .at("1m")
                .fire(DISK)
                .at("10m");

        story.want(SinkName.WEBHOOK, "1m1s");
    }

    @Test
    void aReloadThatTakesItOutTellsWhatItHeldBack() {
        Story story = begin("enforce", "true").at("1m").fire(DISK).at("5m");
        story.want(SinkName.WEBHOOK);

        story.load(ROUTES, "{}\n").at("10m");
        story.want(SinkName.WEBHOOK, "5m1s");
    }
}
