package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.fleet.Fault;
import com.kaldrix.monitoring.local.fleet.FaultKind;
import com.kaldrix.monitoring.local.fleet.Fleet;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/**
 * The simulated nodes, and the KPIs that are made of what they say.
 *
 * @param fleet the nodes
 * @param hub the gateway that knows the KPIs of all regions
 * @param board shows them
 * @param screen where
 * @param clock real time, which nodes and gateways keep
 */
record Metrics(Fleet fleet, ServiceClient hub, KpiBoard board, Screen screen, Clock clock) {
    /** Something goes wrong from now on. */
    void breakDown(FaultKind fault, String target) {
        fleet.faults().add(new Fault(fault, target, clock.instant(), Instant.MAX));
    }

    /** All nodes are well again. */
    void repair() {
        fleet.faults().clear();
    }

    /** Shows the KPIs as they are now. */
    void show() throws IOException, InterruptedException {
        board.show(screen, read());
    }

    /**
     * Shows the KPIs as they are now.
     *
     * @throws IOException when one of them has no value for the whole
     */
    void showAll() throws IOException, InterruptedException {
        KpiReading reading = read();
        board.show(screen, reading);
        if (!board.missing(reading).isEmpty()) {
            throw new IOException("there is no data for " + String.join(", ", board.missing(reading)));
        }
    }

    private KpiReading read() throws IOException, InterruptedException {
        return KpiReading.of(hub.json("/api/v1/kpis"));
    }
}
