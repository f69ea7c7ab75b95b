package com.kaldrix.monitoring.alert.story;

import static com.kaldrix.monitoring.alert.story.Quieted.SELDOM;
import static com.kaldrix.monitoring.alert.story.Quieted.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What time intervals keep from people, and what is told after them. Stories begin on Monday 2026-03-02 at 03:00 UTC. */
class IntervalStoryTest {
    private static String hours(String route) {
        return SELDOM.replace(
                        "receivers:",
                        "  routes:\n    - {receiver: on-call, matchers: [night!=loud], %s}\nreceivers:"
                                .formatted(route))
                + """
                time_intervals:
                  - name: night
                    time_intervals:
                      - times: [{start_time: '22:00', end_time: '24:00'}, {start_time: '00:00', end_time: '04:00'}]
                        weekdays: ['monday:friday']
                  - name: office
                    time_intervals:
                      - {times: [{start_time: '09:00', end_time: '17:00'}], location: Europe/Berlin}
                """;
    }

    @Test
    void aMutedRouteTellsWhenTheIntervalIsOver() {
        Story story = Story.begin(hours("mute_time_intervals: [night]"), "{}\n")
                .at("1s")
                .fire("alertname", "A", "region", "eu")
                .at("59m59s");
        story.want(SinkName.WEBHOOK);
        story.at("1h30m");
        story.want(SinkName.WEBHOOK, "1h2s");
    }

    @Test
    void anActiveIntervalIsOfItsLocation() {
        Story story = Story.begin(hours("active_time_intervals: [office]"), "{}\n")
                .at("1s")
                .fire("alertname", "A", "region", "eu")
                .at("6h");

        // Nine o'clock in Berlin is eight in UTC.
        story.want(SinkName.WEBHOOK, "5h2s");
    }

    @Test
    void otherRoutesSpeak() {
        Story story = Story.begin(hours("mute_time_intervals: [night]"), "{}\n")
                .at("1s")
                .fire("alertname", "A", "night", "loud", "region", "eu")
                .at("5m");

        story.want(SinkName.WEBHOOK, "2s");
    }

    @Test
    void theEndOfWhatWasToldWaitsForTheIntervalToo() {
        Story story = Story.begin(
                        hours("mute_time_intervals: [night]").replace("interval: 1m", "interval: 30m"), "{}\n")
                .at("2h")
                .fire("alertname", "A", "region", "eu")
                .at("20h")
                .end("alertname", "A", "region", "eu")
                .at("24h59m");
        // 05:00, and each hour until 22:00.
        int before = story.pages(SinkName.WEBHOOK).size();
        assertThat(told(story)).doesNotContain(List.of("A!"));

        story.at("26h");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(before + 1);
        assertThat(told(story).getLast()).containsExactly("A!");
        assertThat(story.pages(SinkName.WEBHOOK).getLast().at()).hasHours(25);
        assertThat(story.openIncidents()).isZero();
    }
}
