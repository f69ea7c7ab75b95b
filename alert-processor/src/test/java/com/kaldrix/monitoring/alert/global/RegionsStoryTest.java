package com.kaldrix.monitoring.alert.global;

import static com.kaldrix.monitoring.alert.global.Regions.EAST;
import static com.kaldrix.monitoring.alert.global.Regions.EUROPE;
import static com.kaldrix.monitoring.alert.global.Regions.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three regions, each of which pages on its own, and a hub that sees them all and pages for silence alone. */
class RegionsStoryTest {
    private static final String SILENT = "RegionSilent";

    private static List<String> actions(List<Receipt> events) {
        return events.stream()
                .map(event -> event.body().path("event_action").stringValue(""))
                .toList();
    }

    @Test
    void aRegionThatFallsSilentIsToldOnceAndSoIsItsReturn() {
        Regions regions = Regions.begin().at("10m").down(EUROPE).at("12m30s");
        assertThat(regions.told(SinkName.SLACK, SILENT)).isEmpty();

        regions.at("14m");
        assertThat(regions.told(SinkName.SLACK, SILENT)).hasSize(1);
        assertThat(regions.told(SinkName.SLACK, SILENT).getFirst().body().toString())
                .contains("[P0] RegionSilent")
                .contains("Nothing was heard of eu-west-1 for 3m");
        assertThat(regions.fares(EAST, EUROPE)).isEqualTo("silent, told here");
        assertThat(regions.fares(WEST, EUROPE)).as("no hub, so it tells nobody").isEqualTo("silent");

        regions.at("40m");
        assertThat(regions.told(SinkName.SLACK, SILENT)).hasSize(1);
        assertThat(actions(regions.all(SinkName.PAGERDUTY, "dedup_key"))).containsExactly("trigger");

        regions.up(EUROPE).at("43m");
        assertThat(regions.told(SinkName.SLACK, SILENT)).hasSize(2);
        assertThat(actions(regions.all(SinkName.PAGERDUTY, "dedup_key"))).containsExactly("trigger", "resolve");
        assertThat(regions.openIncidents(EAST)).isZero();
        assertThat(regions.fares(EAST, EUROPE)).isEqualTo("ok");

        // Another silence is told anew.
        regions.down(EUROPE).at("48m");
        assertThat(regions.told(SinkName.SLACK, SILENT)).hasSize(3);
    }

    @Test
    void aHubThatIsCutOffForAnHourPagesNobodyForThatAndMissesNothing() {
        Regions regions = Regions.begin().at("10m").cutOff(EAST);
        regions.at("20m").fire(EUROPE, "Outage").at("21m");
        assertThat(regions.told(SinkName.SLACK, "Outage"))
                .as("a region pages on its own")
                .hasSize(1);
        regions.fire(WEST, "Outage")
                .at("40m")
                .end(EUROPE, "Outage")
                .at("50m")
                .fire(EUROPE, "DiskFull")
                .at("70m");
        assertThat(regions.told(SinkName.SLACK, "Outage")).hasSize(3);
        assertThat(regions.told(SinkName.SLACK, "DiskFull")).hasSize(1);
        assertThat(regions.told(SinkName.SLACK, SILENT)).isEmpty();
        assertThat(regions.view(EAST)).isEmpty();

        regions.reconnect(EAST).at("80m");
        assertThat(regions.view(EAST))
                .containsExactly("Outage (gateway) open eu-west-1+us-west-2", "DiskFull (gateway) open eu-west-1")
                .isEqualTo(regions.view(WEST));
        assertThat(regions.told(SinkName.SLACK, SILENT)).isEmpty();
        assertThat(regions.openIncidents(EAST)).as("the view pages nobody").isZero();

        regions.end(WEST, "Outage").at("82m");
        assertThat(regions.view(EAST)).contains("Outage (gateway) resolved eu-west-1+us-west-2");
    }

    @Test
    void twoHubsAtOnceTellOfASilenceOnce() {
        Regions regions = Regions.begin().hub(WEST, true).at("10m").down(EUROPE).at("30m");

        assertThat(regions.told(SinkName.SLACK, SILENT)).hasSize(1);
        assertThat(actions(regions.all(SinkName.PAGERDUTY, "dedup_key"))).containsExactly("trigger");
        assertThat(List.of(regions.fares(EAST, EUROPE), regions.fares(WEST, EUROPE)))
                .containsExactlyInAnyOrder("silent, told here", "silent, told elsewhere");

        regions.up(EUROPE).at("33m");
        assertThat(regions.told(SinkName.SLACK, SILENT)).hasSize(2);
        assertThat(actions(regions.all(SinkName.PAGERDUTY, "dedup_key"))).containsExactly("trigger", "resolve");
    }

    @Test
    void twoHubsThatCannotAgreeBothTellAndPagerDutyKnowsItAsOne() {
        Regions regions = Regions.begin()
                .hub(WEST, true)
                .at("10m")
                .claimsAway()
                .down(EUROPE)
                .at("14m");
        assertThat(regions.told(SinkName.SLACK, SILENT)).as("they wait a while").isEmpty();

        regions.at("17m");
        assertThat(regions.told(SinkName.SLACK, "Possible repeat")).hasSize(2);
        assertThat(regions.all(SinkName.PAGERDUTY, "dedup_key")).hasSize(2);
        assertThat(regions.told(SinkName.PAGERDUTY, "dedup_key")).hasSize(1);

        regions.claimsBack().at("20m").up(EUROPE).at("23m");
        assertThat(actions(regions.told(SinkName.PAGERDUTY, "dedup_key"))).containsExactly("trigger", "resolve");
        assertThat(regions.openIncidents(EAST) + regions.openIncidents(WEST)).isZero();
    }

    @Test
    void aRegionBecomesTheHubWithoutARestart() {
        Regions regions =
                Regions.begin().fire(EUROPE, "Outage").at("10m").down(EAST).at("20m");
        assertThat(regions.told(SinkName.SLACK, SILENT)).as("nobody is the hub").isEmpty();
        assertThat(regions.view(WEST)).containsExactly("Outage (gateway) open eu-west-1");

        regions.hub(WEST, true).at("21m");
        assertThat(regions.told(SinkName.SLACK, SILENT)).hasSize(1);
        assertThat(regions.told(SinkName.SLACK, "Nothing was heard of us-east-1"))
                .hasSize(1);

        // The former hub comes back and believes to be the hub still.
        regions.up(EAST).at("30m");
        assertThat(regions.told(SinkName.SLACK, SILENT)).as("told and over").hasSize(2);
        regions.down(EUROPE).at("40m");
        assertThat(regions.told(SinkName.SLACK, SILENT)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eventsThatComeLateTwiceAndOutOfOrderChangeNothing(long seed) {
        Regions regions = Regions.begin().disorder(seed).at("5m");
        regions.fire(EUROPE, "Outage").at("6m").fire(WEST, "Outage").fire(EAST, "DiskFull");
        regions.at("12m").end(EUROPE, "Outage").at("13m").end(EAST, "DiskFull").at("20m");
        regions.end(WEST, "Outage").fire(WEST, "PeerLoss").at("22m").order().at("23m");

        assertThat(regions.view(EAST))
                .containsExactly(
                        "Outage (gateway) resolved eu-west-1+us-west-2",
                        "DiskFull (gateway) resolved us-east-1",
                        "PeerLoss (gateway) open us-west-2");
        assertThat(regions.view(WEST)).isEqualTo(regions.view(EAST));
        assertThat(regions.told(SinkName.SLACK, SILENT)).isEmpty();
    }
}
