package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.anomaly.explain.ServiceGraph;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.anomaly.suppress.TestSuppressions;
import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.region.Region;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The desk of events for tests of what finds anomalies. */
public final class TestEvents {
    private TestEvents() {}

    /** @param told takes each alert that would be published */
    public static FindingsSink desk(JdbcClient jdbc, Consumer<AlertSignal> told) {
        return new EventDesk(
                new JdbcEvents(jdbc),
                TestAnomalies.on(jdbc),
                TestSuppressions.on(jdbc),
                new Surroundings(new ServiceGraph(List.of()), new JdbcMemory(jdbc)),
                new Signals(
                        messages -> messages.forEach(
                                message -> told.accept(CloudEvents.read(message.body(), AlertSignal.class)
                                        .data())),
                        new Region("us-east-1"),
                        URI.create("https://anomalies.example.com"),
                        Pictures.NONE));
    }
}
