package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of an alert that comes and goes: it pages once more, saying so, and then not until it is calm. */
class FlapStoryTest {
    private static final String ROUTES = """
            route:
              receiver: on-call
              group_by: [region]
              group_wait: 1s
              group_interval: 10s
              repeat_interval: 4h
            receivers:
              - name: on-call
                webhook_configs:
                  - url: ${webhook}/on-call
            """;
    private static final String RULES = "flapping: {times: 3, within: 30m, calm: 10m}\n";
    private static final String[] A = {"alertname", "A", "region", "eu"};

    private static List<String> timeline(Story story, String kind) {
        return story.jdbc()
                .sql("select text from timeline where kind = :kind order by id")
                .param("kind", kind)
                .query(String.class)
                .list();
    }

    /** Fires each two minutes for one minute, from the first minute on. */
    private static Story comeAndGo(Story story, int times) {
        for (int i = 0; i < times; i++) {
            story.at(1 + 2 * i + "m").fire(A).at(2 + 2 * i + "m").end(A);
        }
        return story;
    }

    @Test
    void itPagesOnceMoreWithItsRateAndThenNotUntilItIsCalm() {
        Story story = comeAndGo(Story.begin(ROUTES, RULES), 10);
        story.at("29m59s");

        // Told each time until it fires again for the third time; then once, with its rate.
        story.want(SinkName.WEBHOOK, "1m1s", "2m1s", "3m1s", "4m1s", "5m1s", "6m1s", "7m1s");
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text())
                .contains("A flaps: it fired again 3 times within 30 min. It is told once more when it has been calm");
        assertThat(story.openIncidents()).isOne();

        story.at("1h");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(8);
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text()).contains("\"status\":\"resolved\"");
        assertThat(story.openIncidents()).isZero();
        assertThat(timeline(story, "flapping")).hasSize(1);
        assertThat(timeline(story, "calm")).containsExactly("A flaps no more");
    }

    @Test
    void oneThatStaysOnAfterItFlappedIsNotToldAgainAndItsEndIs() {
        Story story = comeAndGo(Story.begin(ROUTES, RULES), 5);
        story.at("11m").fire(A).at("1h");
        story.want(SinkName.WEBHOOK, "1m1s", "2m1s", "3m1s", "4m1s", "5m1s", "6m1s", "7m1s");

        story.end(A).at("1h10s");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(8);
        assertThat(story.openIncidents()).isZero();
    }

    @Test
    void afterACalmItIsAnAlertLikeAnyOther() {
        Story story = comeAndGo(Story.begin(ROUTES, RULES), 5);
        story.at("2h");
        int before = story.pages(SinkName.WEBHOOK).size();

        story.fire(A).at("2h1m").end(A).at("2h2m");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(before + 2);
    }

    @Test
    void othersOfTheGroupAreToldAsUsual() {
        Story story = comeAndGo(Story.begin(ROUTES, RULES), 4);
        int before = story.pages(SinkName.WEBHOOK).size();

        story.at("9m").fire("alertname", "B", "region", "eu").at("10m");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(before + 1);
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text()).contains("\"alertname\":\"B\"");
    }

    @Test
    void seldomIsNoFlappingAndNothingFlapsWhereItIsSwitchedOff() {
        Story seldom = Story.begin(ROUTES, RULES);
        for (int i = 0; i < 6; i++) {
            seldom.at(1 + 20 * i + "m").fire(A).at(2 + 20 * i + "m").end(A);
        }
        seldom.at("3h");
        assertThat(seldom.pages(SinkName.WEBHOOK)).hasSize(12);

        Story off = comeAndGo(Story.begin(ROUTES, "flapping: {times: 0}\n"), 10);
        off.at("1h");
        assertThat(off.pages(SinkName.WEBHOOK)).hasSize(20);
    }

    @Test
    void itSurvivesARestart() {
        Story story = comeAndGo(Story.begin(ROUTES, RULES), 4);
        int before = story.pages(SinkName.WEBHOOK).size();
        story.restart().at("9m").fire(A).at("9m30s").end(A).restart().at("15m");

        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(before);
    }
}
