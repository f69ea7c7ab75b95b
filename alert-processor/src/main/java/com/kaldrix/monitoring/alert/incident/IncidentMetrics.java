package com.kaldrix.monitoring.alert.incident;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What Prometheus sees of incidents. */
@Component
class IncidentMetrics {
    private final MeterRegistry meters;
    private final Counter grouped;
    private final Counter kept;

    IncidentMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.grouped = Counter.builder("kaldrix_alerts_grouped")
                .description("Alerts that joined an incident which was open already")
                .register(meters);
        this.kept = Counter.builder("kaldrix_alerts_held_back")
                .description("Alerts that a maintenance window or a condition began to hold back")
                .register(meters);
    }

    void kept(int alerts) {
        kept.increment(alerts);
    }

    void opened(Incident incident) {
        Counter.builder("kaldrix_incidents_opened")
                .description("Incidents opened")
                .tag("severity", incident.severity().name())
                .register(meters)
                .increment();
    }

    void grouped(int alerts) {
        grouped.increment(alerts);
    }

    void escalated(Incident incident, int step) {
        Counter.builder("kaldrix_escalations")
                .description("Escalation steps taken")
                .tags("severity", incident.severity().name(), "step", Integer.toString(step))
                .register(meters)
                .increment();
    }

    void flapping(Incident incident) {
        Counter.builder("kaldrix_alerts_flapping")
                .description("Alerts that began to flap")
                .tag("severity", incident.severity().name())
                .register(meters)
                .increment();
    }

    void absorbed(Incident incident) {
        Counter.builder("kaldrix_incidents_absorbed")
                .description("Incidents that another one tells of, because so many were opened at once")
                .tag("severity", incident.severity().name())
                .register(meters)
                .increment();
    }

    void acknowledged(Incident incident, Instant now) {
        record("kaldrix_incident_time_to_acknowledge", "From opening to the first acknowledgement", incident, now);
    }

    void resolved(Incident incident, Instant now) {
        record("kaldrix_incident_time_to_resolve", "From opening to resolution", incident, now);
    }

    private void record(String name, String description, Incident incident, Instant now) {
        Timer.builder(name)
                .description(description)
                .tag("severity", incident.severity().name())
                .serviceLevelObjectives(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1),
                        Duration.ofHours(4),
                        Duration.ofHours(24))
                .register(meters)
                .record(Duration.between(incident.times().openedAt(), now));
    }
}
