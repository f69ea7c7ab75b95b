package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of many incidents at once: one page that stands for them, and none that is lost. */
class StormStoryTest {
    private static final String ROUTES = """
            route:
              receiver: on-call
              group_by: [alertname]
              group_wait: 5s
              group_interval: 1m
              repeat_interval: 4h
            receivers:
              - name: on-call
                webhook_configs:
                  - url: ${webhook}/on-call
            """;
    private static final String RULES = "storms: {incidents: 5}\n";

    private static List<Labels> many(String prefix, int count) {
        List<Labels> alerts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            alerts.add(Labels.of("alertname", prefix + i, "region", "eu"));
        }
        return alerts;
    }

    private static void endAll(Story story, List<Labels> alerts) {
        alerts.forEach(labels -> story.end("alertname", labels.get("alertname"), "region", "eu"));
    }

    private static UUID summary(Story story) {
        return story.jdbc()
                .sql("select id from incident where group_key like 'storm/%' and state <> 'resolved'")
                .query(UUID.class)
                .single();
    }

    @Test
    void fewAreToldOneByOne() {
        Story story = Story.begin(ROUTES, RULES).at("1s").fireAll(many("A", 5)).at("1m");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(5);
    }

    @Test
    void manyAreToldByOnePageWithAllTheirAlertsAndOneEnd() {
        Story story = Story.begin(ROUTES, RULES).at("1s").fireAll(many("A", 40)).at("30s");

        story.want(SinkName.WEBHOOK, "11s");
        assertThat(story.pages(SinkName.WEBHOOK)
                        .getFirst()
                        .receipt()
                        .body()
                        .path("alerts")
                        .size())
                .isEqualTo(40);
        assertThat(story.pages(SinkName.WEBHOOK).getFirst().text())
                .contains("Alert storm: this page stands for 40 incidents");
        assertThat(story.openIncidents()).isEqualTo(41);

        endAll(story, many("A", 40));
        story.at("10m");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(2);
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text()).contains("\"status\":\"resolved\"");
        assertThat(story.openIncidents()).isZero();
        assertThat(story.jdbc()
                        .sql("select count(*) from timeline where kind = 'absorbed'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(40);
    }

    @Test
    void whatJoinsTheStormLaterIsToldByItsPageAtTheNextInterval() {
        Story story = Story.begin(ROUTES, RULES).at("1s").fireAll(many("A", 10)).at("30s");
        story.fireAll(many("B", 10)).at("5m");

        story.want(SinkName.WEBHOOK, "11s", "1m11s");
        assertThat(story.pages(SinkName.WEBHOOK)
                        .getLast()
                        .receipt()
                        .body()
                        .path("alerts")
                        .size())
                .isEqualTo(20);
    }

    @Test
    void afterTheStormWhatIsNewIsToldItself() {
        Story story = Story.begin(ROUTES, RULES).at("1s").fireAll(many("A", 10)).at("5m");
        story.fire("alertname", "Later", "region", "eu").at("10m");

        story.want(SinkName.WEBHOOK, "11s", "5m5s");
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text())
                .contains("Later")
                .doesNotContain("A1");
    }

    @Test
    void anAlertThatJoinsAnIncidentOfTheStormIsToldByItsPage() {
        Story story = Story.begin(ROUTES, RULES).at("1s").fireAll(many("A", 10)).at("5m");
        story.fire("alertname", "A3", "region", "us").at("10m");

        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(2);
        assertThat(story.pages(SinkName.WEBHOOK)
                        .getLast()
                        .receipt()
                        .body()
                        .path("alerts")
                        .size())
                .isEqualTo(11);
    }

    @Test
    void whatSomebodyClosesKeepsQuietButNotWhatFiresAnew() {
        Story story = Story.begin(ROUTES, RULES).at("1s").fireAll(many("A", 10)).at("1m");
        story.desk().resolve(summary(story), "ada");
        story.at("1h");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(2);

        story.fire("alertname", "A3", "region", "us").at("1h10m");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(3);
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text()).contains("A3");
    }

    @Test
    void thePageEscalatesAsAnyOther() {
        Story story = Story.begin(ROUTES + """
                          - name: pager
                            pagerduty_configs:
                              - {routing_key: key, url: '${pagerduty}'}
                        """.replace("                          ", "  "), RULES + """
                        default_severity: P0
                        escalation_policies:
                          - name: urgent
                            severities: [P0]
                            steps:
                              - {after: 5m, unless: acknowledged, notify: [pager]}
                        """)
                .at("1s")
                .fireAll(many("A", 20))
                .at("20m");

        story.want(SinkName.PAGERDUTY, "5m11s");
    }

    @Test
    void switchedOffEveryIncidentIsToldItself() {
        Story story = Story.begin(ROUTES, "storms: {incidents: 0}\n")
                .at("1s")
                .fireAll(many("A", 100))
                .at("1m");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(100);
    }
}
