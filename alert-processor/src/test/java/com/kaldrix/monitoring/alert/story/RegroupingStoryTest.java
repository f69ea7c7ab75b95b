package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.alert.incident.Incident;
import com.kaldrix.monitoring.alert.story.Story.Page;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Incidents that are handed over, merged and split: nothing is told twice because of it, and nothing is forgotten. */
class RegroupingStoryTest {
    private static final String ROUTES = """
            route:
              receiver: on-call
              group_by: [region]
              group_wait: 1s
              group_interval: 1m
              repeat_interval: 4h
              routes:
                - {receiver: others, matchers: [team="x"], group_by: [region]}
            receivers:
              - name: on-call
                webhook_configs:
                  - url: ${webhook}/on-call
              - name: others
                webhook_configs:
                  - url: ${webhook}/others
              - name: pager
                pagerduty_configs:
                  - {routing_key: key, url: '${pagerduty}', send_resolved: true}
              - name: nobody
            """;
    private static final String[] EU = {"alertname", "A", "region", "eu"};
    private static final String[] EU_TOO = {"alertname", "B", "region", "eu"};
    private static final String[] US = {"alertname", "C", "region", "us"};

    private static Story begin() {
        return Story.begin(ROUTES, "{}\n");
    }

    private static UUID of(Story story, String region) {
        return story.jdbc()
                .sql("select id from incident where state <> 'resolved' and group_labels ->> 'region' = :region"
                        + " order by opened_at limit 1")
                .param("region", region)
                .query(UUID.class)
                .single();
    }

    private static Fingerprint fingerprint(String... labels) {
        return Labels.of(labels).fingerprint();
    }

    private static List<List<String>> told(Story story) {
        return story.pages(SinkName.WEBHOOK).stream()
                .map(RegroupingStoryTest::names)
                .toList();
    }

    private static List<String> names(Page page) {
        return StreamSupport.stream(page.receipt().body().path("alerts").spliterator(), false)
                .map(alert -> alert.path("labels").path("alertname").asString()
                        + (alert.path("status").asString().equals("resolved") ? "!" : ""))
                .sorted()
                .toList();
    }

    // ---- Handing over

    @Test
    void whoGetsItIsToldAtOnceAndEverybodyIsToldTheEnd() {
        Story story = begin().at("1m").fire(EU).at("5m");
        story.desk().acknowledge(of(story, "eu"), "ada");
        story.regrouping().reassign(of(story, "eu"), "pager", "ada");
        story.at("10m");
        story.want(SinkName.WEBHOOK, "1m1s");
        story.want(SinkName.PAGERDUTY, "5m");
        assertThat(story.incident().state()).isEqualTo(Incident.State.OPEN);

        story.fire(EU_TOO).at("15m");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(1);
        assertThat(story.pages(SinkName.PAGERDUTY)).hasSize(2);

        story.end(EU).end(EU_TOO).at("20m");
        assertThat(story.pages(SinkName.WEBHOOK)).hasSize(2);
        assertThat(story.pages(SinkName.PAGERDUTY)).hasSize(3);
    }

    @Test
    void itGoesToNobodyWhoCannotBeTold() {
        Story story = begin().at("1m").fire(EU).at("5m");
        UUID id = of(story, "eu");
        for (String receiver : List.of("nobody", "unknown", "")) {
            assertThatThrownBy(() -> story.regrouping().reassign(id, receiver, "ada"))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    // ---- Merging

    @Test
    void whatWasToldIsNotToldAgainAndTheEndIsToldOnce() {
        Story story = begin().at("1m").fire(EU).fire(US).at("5m");
        story.regrouping().merge(of(story, "us"), of(story, "eu"), "ada");
        story.at("1h");

        // Two beginnings, and that the merged one goes on elsewhere.
        assertThat(told(story)).hasSize(3);
        assertThat(story.openIncidents()).isOne();
        assertThat(story.pages(SinkName.WEBHOOK).getLast().text()).contains("Merged by ada into incident");

        story.end(EU).at("1h5m").end(US).at("2h");
        assertThat(story.openIncidents()).isZero();
        assertThat(told(story)).hasSize(5);
        assertThat(told(story).getLast()).contains("C!");
    }

    @Test
    void whatItsGroupReportsLaterJoinsTheOtherAsLongAsThatStands() {
        Story story = begin().at("1m").fire(EU).fire(US).at("5m");
        story.regrouping().merge(of(story, "us"), of(story, "eu"), "ada");
        story.fire("alertname", "D", "region", "us").at("10m");
        assertThat(story.openIncidents()).isOne();
        assertThat(told(story).getLast()).contains("A", "C", "D");

        story.end(EU).end(US).end("alertname", "D", "region", "us").at("20m");
        assertThat(story.openIncidents()).isZero();
        story.fire(US).at("30m");
        assertThat(story.openIncidents()).isOne();
        assertThat(told(story).getLast()).containsExactly("C");
    }

    @Test
    void oneThatWasNotToldIsToldByTheOther() {
        Story story = begin().at("1m").fire(EU).at("5m").fire(US);
        story.regrouping().merge(of(story, "us"), of(story, "eu"), "ada");
        story.at("10m");

        assertThat(told(story)).hasSize(2);
        assertThat(told(story).getLast()).containsExactly("A", "C");
    }

    @Test
    void mergedIntoOneThatSomebodyHasTakenItIsTakenByNobody() {
        Story story = begin().at("1m").fire(EU).fire(US).at("5m");
        story.desk().acknowledge(of(story, "eu"), "ada");
        story.regrouping().merge(of(story, "us"), of(story, "eu"), "ada");

        assertThat(story.incident().state()).isEqualTo(Incident.State.OPEN);
    }

    @Test
    void whatIsToldToOthersIsNotMerged() {
        Story story = begin().at("1m")
                .fire(EU)
                .fire("alertname", "X", "team", "x", "region", "us")
                .at("5m");
        UUID eu = of(story, "eu");
        UUID us = of(story, "us");
        assertThatThrownBy(() -> story.regrouping().merge(us, eu, "ada")).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> story.regrouping().merge(eu, eu, "ada")).isInstanceOf(InvalidRequestException.class);
        story.desk().resolve(us, "ada");
        assertThatThrownBy(() -> story.regrouping().merge(us, eu, "ada")).isInstanceOf(ConflictException.class);
    }

    // ---- Splitting

    @Test
    void whatIsSplitOffIsToldOnceAndHasItsOwnEnd() {
        Story story = begin().at("1m").fireTogether(EU, EU_TOO).at("5m");
        Incident off = story.regrouping().split(of(story, "eu"), Set.of(fingerprint(EU_TOO)), "ada");
        story.at("30m");
        assertThat(told(story)).containsExactly(List.of("A", "B"), List.of("B"));

        story.fire(EU_TOO).at("40m");
        assertThat(told(story)).hasSize(2);
        assertThat(story.openIncidents()).isEqualTo(2);

        story.end(EU_TOO).at("50m");
        assertThat(told(story).getLast()).containsExactly("B!");
        assertThat(story.desk().find(off.id()).orElseThrow().resolved()).isTrue();
        story.end(EU).at("60m");
        assertThat(told(story).getLast()).containsExactly("A!");
        assertThat(told(story)).hasSize(4);
    }

    @Test
    void whatIsOfAnotherIncidentOrAllOfItIsNotSplitOff() {
        Story story = begin().at("1m").fireTogether(EU, EU_TOO).fire(US).at("5m");
        UUID eu = of(story, "eu");
        for (Set<Fingerprint> wrong : List.of(Set.of(fingerprint(US)), Set.of(fingerprint(EU), fingerprint(EU_TOO)))) {
            assertThatThrownBy(() -> story.regrouping().split(eu, wrong, "ada"))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void afterTheSplitIncidentIsOverItsAlertsGoWhereTheirGroupGoes() {
        Story story = begin().at("1m").fireTogether(EU, EU_TOO).at("5m");
        story.regrouping().split(of(story, "eu"), Set.of(fingerprint(EU_TOO)), "ada");
        story.at("10m").end(EU_TOO).at("20m").fire(EU_TOO).at("30m");

        assertThat(story.openIncidents()).isOne();
        assertThat(told(story).getLast()).containsExactly("A", "B");
    }
}
