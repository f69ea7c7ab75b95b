package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.util.UUID;

/**
 * Everybody who acts in the story.
 *
 * @param cloudWatch raises and ends alarms in all regions
 * @param prometheus posts alerts
 * @param service what is being shown
 * @param sinks where messages arrive
 * @param reader understands them
 * @param metrics the simulated nodes and the KPIs
 */
record Stage(
        CloudWatch cloudWatch,
        Prometheus prometheus,
        ServiceClient service,
        Sinks sinks,
        MessageReader reader,
        Metrics metrics) {
    /** Somebody takes the incident that messages on that alert name. */
    void acknowledge(String subject) throws IOException, InterruptedException {
        UUID incident = reader.incident(subject)
                .orElseThrow(() -> new IOException("no message has named the incident of " + subject + " yet"));
        service.post("/api/v1/incidents/" + incident + "/acknowledge", "");
    }

    /** Somebody tries a receiver out. */
    void tryOut(String receiver) throws IOException, InterruptedException {
        service.post("/api/v1/receivers/" + receiver + ":test", "");
    }

    /** A place answers 503 from now on. */
    void breakDown(SinkName sink) {
        sinks.misbehave(sink, Behaviour.status(503));
    }

    /** A place is well again. */
    void repair(SinkName sink) {
        sinks.behave(sink);
    }
}
