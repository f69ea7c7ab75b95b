package com.kaldrix.monitoring.compliance.response;

import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.framework.OwnCheck;
import com.kaldrix.monitoring.compliance.own.OwnFindings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The suite's own checks of answers to alerts: {@code kaldrix:response-time}, whether somebody acknowledged an incident in time or it was over by then,
 * and {@code kaldrix:alert-acknowledgement}, whether anybody did who had to. Judged from all that is known of an incident, so that the order in which
 * events come makes no difference.
 */
@Component
public class ResponseChecks {
    private static final String TYPE = "Kaldrix::Incident";

    private final ResponseProperties properties;
    private final OwnFindings own;

    ResponseChecks(ResponseProperties properties, OwnFindings own) {
        this.properties = properties;
        this.own = own;
    }

    /** What can be said of these incidents by now; nothing of those that still wait, or that may wait for ever. */
    public List<Finding> of(Collection<Answered> incidents, Instant now) {
        List<Finding> findings = new ArrayList<>();
        for (Answered incident : incidents) {
            Duration target = properties.targets().get(incident.severity());
            if (target == null) {
                continue;
            }
            Optional<Duration> answered =
                    incident.acknowledgedAt().map(at -> Duration.between(incident.openedAt(), at));
            Optional<Duration> over = incident.resolvedAt().map(at -> Duration.between(incident.openedAt(), at));
            answered.or(() -> over)
                    .ifPresent(waited -> findings.add(finding(
                            OwnCheck.RESPONSE_TIME,
                            incident,
                            waited.compareTo(target) <= 0,
                            "An incident of " + incident.severity() + " waited " + words(waited) + " of "
                                    + words(target),
                            now)));
            boolean hadTo = over.isPresent() && over.get().compareTo(target) > 0;
            if (answered.isPresent() || hadTo) {
                findings.add(finding(
                        OwnCheck.ALERT_ACKNOWLEDGEMENT,
                        incident,
                        answered.isPresent(),
                        answered.isPresent()
                                ? "An incident of " + incident.severity() + " was acknowledged"
                                : "An incident of " + incident.severity() + " was over after " + words(over.get())
                                        + ", and nobody had acknowledged it",
                        now));
            }
        }
        return findings;
    }

    private Finding finding(OwnCheck check, Answered incident, boolean passed, String title, Instant now) {
        return own.of(
                check,
                new OwnFindings.Subject("incident", incident.incident().toString(), TYPE),
                passed,
                severity(incident.severity()),
                title,
                new Seen(incident.openedAt(), incident.latest(), incident.latest(), now));
    }

    private static FindingSeverity severity(String severity) {
        return switch (severity) {
            case "P0" -> FindingSeverity.CRITICAL;
            case "P1" -> FindingSeverity.HIGH;
            case "P2" -> FindingSeverity.MEDIUM;
            default -> FindingSeverity.LOW;
        };
    }

    private static String words(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes < 1 ? duration.toSeconds() + " s" : minutes + " min";
    }
}
