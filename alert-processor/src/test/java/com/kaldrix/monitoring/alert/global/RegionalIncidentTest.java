package com.kaldrix.monitoring.alert.global;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.event.AlertLifecycle.Change;
import com.kaldrix.monitoring.common.event.CloudEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RegionalIncidentTest {
    private static RegionalIncident all(List<CloudEvent<AlertLifecycle>> events) {
        return events.stream()
                .map(RegionalIncident::of)
                .reduce(RegionalIncident::and)
                .orElseThrow();
    }

    @Provide
    Arbitrary<List<Change>> lives() {
        return Arbitraries.of(Change.class)
                .filter(change -> change != Change.OPENED)
                .list()
                .ofMaxSize(8);
    }

    @Property(tries = 300)
    void whatIsKnownDependsOnWhichEventsCameAndNotOnTheirOrder(@ForAll("lives") List<Change> life, @ForAll long seed) {
        Happenings there = new Happenings("eu-west-1", "Outage");
        List<CloudEvent<AlertLifecycle>> events = new ArrayList<>(List.of(there.event(Change.OPENED, 0)));
        for (int i = 0; i < life.size(); i++) {
            // Some of them at the same moment.
            events.add(there.event(life.get(i), 60 * (i / 2 + 1)));
        }
        List<CloudEvent<AlertLifecycle>> disturbed = new ArrayList<>(events);
        disturbed.addAll(events.subList(0, events.size() / 2));
        java.util.Collections.shuffle(disturbed, new Random(seed));

        assertThat(all(disturbed)).isEqualTo(all(events));
    }

    @Test
    void anEndThatComesBeforeTheBeginningIsTheEnd() {
        Happenings there = new Happenings("eu-west-1", "Outage");
        CloudEvent<AlertLifecycle> opened = there.event(Change.OPENED, 0);
        CloudEvent<AlertLifecycle> resolved = there.event(Change.RESOLVED, 600);

        RegionalIncident known = all(List.of(resolved));
        assertThat(known.isAlone()).isTrue();
        assertThat(known.standing().state()).isEqualTo(State.RESOLVED);

        RegionalIncident whole = all(List.of(resolved, opened));
        assertThat(whole.isAlone()).isFalse();
        assertThat(whole.fault()).isEqualTo("Outage (gateway)");
        assertThat(whole.standing().state()).isEqualTo(State.RESOLVED);
        assertThat(whole.standing().resolvedAt()).isEqualTo(Happenings.START.plusSeconds(600));
    }

    @Test
    void whatSaysNothingOnWhereItStandsLeavesItWhereItStood() {
        Happenings there = new Happenings("eu-west-1", "Outage");

        assertThat(all(List.of(
                                there.event(Change.OPENED, 0),
                                there.event(Change.ACKNOWLEDGED, 60),
                                there.event(Change.NOTED, 120)))
                        .standing()
                        .state())
                .isEqualTo(State.ACKNOWLEDGED);
        assertThat(all(List.of(there.event(Change.NOTED, 120))).standing().state())
                .isEqualTo(State.OPEN);
    }
}
