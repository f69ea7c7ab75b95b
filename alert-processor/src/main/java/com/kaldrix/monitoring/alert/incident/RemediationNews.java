package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.incident.Announcer.News;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.remediation.Herald;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Shows in the messages on an incident what machines do about it. */
@Component
class RemediationNews implements Herald {
    private final Incidents incidents;
    private final Announcer announcer;

    RemediationNews(Incidents incidents, Announcer announcer) {
        this.incidents = incidents;
        this.announcer = announcer;
    }

    @Override
    public void show(UUID incident, String note, Instant now) {
        incidents.lock(incident).filter(found -> !found.resolved()).ifPresent(found -> {
            List<Alert> firing = incidents.members(incident).stream()
                    .map(Member::alert)
                    .filter(alert -> !alert.resolvedAt(now))
                    .toList();
            announcer.tellState(found, new News(Kind.CHANGED, firing, List.of(note), now), "");
        });
    }
}
