package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The thread of an incident's message has its timeline: everything, once each. */
class SlackThreadStoryTest {
    private static final String ROUTES = """
            route: {receiver: on-call, group_by: [region], group_wait: 0s, group_interval: 1m, repeat_interval: 12h}
            receivers:
              - name: on-call
                slack_configs:
                  - api_url: '${slackapi}'
                    channel: C0CHANNEL
                    send_resolved: true
                    http_config: {authorization: {credentials: xoxb-test}}
              - name: hook
                webhook_configs: [{url: '${webhook}/hook'}]
            """;

    private static Story begin(String receiver) {
        return Story.begin(ROUTES.replace("receiver: on-call,", "receiver: " + receiver + ","), "{}")
                .fire("alertname", "Outage", "region", "eu-west-1");
    }

    /** What stands in the thread, each line without its time. */
    private static List<String> thread(Story story) {
        return story.pages(SinkName.SLACK).stream()
                .map(page -> page.receipt().body())
                .filter(body -> body.has("thread_ts") && !body.has("blocks"))
                .flatMap(body -> Arrays.stream(body.path("text").asString().split("\n")))
                .map(line -> line.replaceFirst("^`\\d\\d:\\d\\d:\\d\\d` ", ""))
                .toList();
    }

    private static int waiting(Story story) {
        return story.jdbc()
                .sql("select count(*) from timeline_news")
                .query(Integer.class)
                .single();
    }

    @Test
    void everythingStandsThereOnceInItsOrderAlsoAfterARestart() {
        Story story = begin("on-call").at("1m").threads();
        story.desk().note(story.incident().id(), "Looks like <!here> the database", "ada");
        story.threads().restart().at("2m").threads();
        story.desk().resolve(story.incident().id(), "ben");
        story.at("3m").threads().threads();

        assertThat(thread(story))
                .containsExactly(
                        "Opened by 1 alert",
                        "First message for on-call/slack[0]",
                        "Delivered to on-call/slack[0]",
                        "Looks like &lt;!here&gt; the database, by ada",
                        "Resolved, by ben",
                        "Delivered to on-call/slack[0]");
        assertThat(waiting(story)).isZero();
    }

    @Test
    void throttlingIsWaitedForAndALostAnswerIsNotRepeated() {
        Story story = begin("on-call")
                .at("1m")
                .misbehave(SinkName.SLACK, Behaviour.status(429).times(1));
        story.threads();
        assertThat(thread(story)).isEmpty();
        story.at("2m").threads();
        int lines = thread(story).size();
        assertThat(lines).isGreaterThanOrEqualTo(3);

        story.desk().note(story.incident().id(), "One more", "ada");
        story.misbehave(SinkName.SLACK, Behaviour.acceptThenReset().times(1))
                .threads()
                .at("3m")
                .threads();
        assertThat(thread(story))
                .filteredOn(line -> line.startsWith("One more"))
                .hasSize(1);
    }

    @Test
    void whereThereIsNoBotNothingIsKept() {
        Story story = Story.begin(
                        ROUTES.replace("${slackapi}", "${slack}").replace("receiver: on-call,", "receiver: hook,"),
                        "{}")
                .fire("alertname", "Outage", "region", "eu-west-1")
                .at("1m");

        assertThat(waiting(story)).isZero();
    }

    @Test
    void whereThereIsNoThreadNothingIsKept() {
        Story story = begin("hook").at("1m").threads();
        assertThat(waiting(story)).isPositive();
        story.desk().resolve(story.incident().id(), "ada");
        story.at("10m").threads();

        assertThat(waiting(story)).isZero();
        story.want(SinkName.SLACK);
    }
}
