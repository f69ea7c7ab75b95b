package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.explain.ServiceGraph;
import java.util.List;

/** What stands around an event: who calls whom, and what there was before. */
final class Surroundings {
    private final ServiceGraph graph;
    private final Origins origins;
    private final PastEvents past;

    Surroundings(ServiceGraph graph, PastEvents.Memory memory) {
        this.graph = graph;
        this.origins = new Origins(graph);
        this.past = new PastEvents(memory);
    }

    ServiceGraph graph() {
        return graph;
    }

    /** An event with all that is known of it. */
    Story tell(Event event, List<Anomaly> anomalies) {
        return new Story(anomalies, origins.of(anomalies), past.like(event.id(), anomalies));
    }
}
