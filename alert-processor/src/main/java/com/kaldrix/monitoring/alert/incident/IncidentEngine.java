package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.alert.route.Routes;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks for incidents whose time has come and does what is due, each in a transaction of its own on whichever replica finds
 * it first. The time stands in the incident's row: a replica that dies leaves nothing behind that another must wait for.
 */
@Component
public class IncidentEngine implements Work {
    /** Then it is looked whether the service is to stop, however much is due. */
    private static final int MOST = 200;

    private final Incidents incidents;
    private final Alerts alerts;
    private final Routes routes;
    private final IncidentCycle cycle;
    private final Grouping grouping;
    private final EngineContext context;

    /**
     * @param transactions what runs a step as a whole or not at all
     * @param clock what decides whose time has come
     * @param pollInterval how often to look for what nobody announced
     */
    record EngineContext(TransactionOperations transactions, Clock clock, Duration pollInterval) {}

    IncidentEngine(
            Incidents incidents,
            Alerts alerts,
            Routes routes,
            IncidentCycle cycle,
            Grouping grouping,
            EngineContext context) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.routes = routes;
        this.cycle = cycle;
        this.grouping = grouping;
        this.context = context;
    }

    @Override
    public String name() {
        return "incidents";
    }

    @Override
    public Duration run(Wake wake) {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(context.transactions().execute(status -> takeBackLapsed()));
        }
        for (int done = 0; done < MOST; done++) {
            if (!Boolean.TRUE.equals(context.transactions().execute(status -> advanceOne()))) {
                return context.pollInterval();
            }
        }
        return Duration.ZERO;
    }

    private boolean advanceOne() {
        Instant now = context.clock().instant();
        Optional<Incident> due = incidents.lockDue(now);
        due.ifPresent(incident -> {
            Optional<Route> route = route(incident);
            if (route.isPresent()) {
                cycle.advance(incident, route.get(), now);
            } else {
                grouping.place(cycle.abandon(incident, now), now);
            }
        });
        return due.isPresent();
    }

    private Optional<Route> route(Incident incident) {
        return routes.root().find(incident.group().routeKey());
    }

    /** What somebody resolved by hand and still fires after the quiet time opens an incident again. */
    private boolean takeBackLapsed() {
        Instant now = context.clock().instant();
        Set<Fingerprint> lapsed = incidents.takeLapsedDismissals(now);
        List<Alert> firing = lapsed.stream()
                .flatMap(fingerprint -> alerts.find(fingerprint).stream())
                .filter(alert -> !alert.resolvedAt(now))
                .toList();
        grouping.place(firing, now);
        return !lapsed.isEmpty();
    }
}
