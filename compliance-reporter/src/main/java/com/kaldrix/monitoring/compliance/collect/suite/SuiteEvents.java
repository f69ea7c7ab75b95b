package com.kaldrix.monitoring.compliance.collect.suite;

import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.event.AuditWrite;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.MalformedEvent;
import com.kaldrix.monitoring.common.event.RemediationResult;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.compliance.activity.Activity;
import com.kaldrix.monitoring.compliance.activity.Principal;
import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.Storable;
import com.kaldrix.monitoring.compliance.collect.event.UnreadableField;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * The suite's own events: what people did with alerts, which is evidence of response times, every administrative write of a service, and what became of
 * remediations. Others have nothing to do with compliance.
 */
public final class SuiteEvents {
    private static final String OURS = "com.kaldrix.";
    private static final String DONE = "done";

    private SuiteEvents() {}

    /** Whether the body is one of our own events, if perhaps an incomplete one. */
    public static boolean recognises(JsonNode body) {
        return body.path("specversion").isString()
                || body.path("type").stringValue("").startsWith(OURS);
    }

    /**
     * Reads a body that {@link #recognises} has accepted.
     *
     * @throws UnreadableField if it does not keep its contract
     */
    public static Collected read(JsonNode body) {
        String type = body.path("type").stringValue("");
        if (type.isEmpty()) {
            throw new UnreadableField("type", "is missing");
        }
        try {
            return switch (type) {
                case AlertLifecycle.TYPE -> {
                    CloudEvent<AlertLifecycle> event = CloudEvents.read(body, AlertLifecycle.class);
                    yield new Collected.Answered(Storable.text(event.source() + "/" + event.id()), event.data());
                }
                case AuditWrite.TYPE -> new Collected.Done(activity(CloudEvents.read(body, AuditWrite.class)));
                case RemediationResult.TYPE ->
                    new Collected.Remediated(
                            CloudEvents.read(body, RemediationResult.class).data());
                default -> other(type);
            };
        } catch (MalformedEvent e) {
            throw new UnreadableField(e.attribute().isEmpty() ? "body" : e.attribute(), e.problem());
        }
    }

    private static Collected other(String type) {
        boolean version = type.startsWith("com.kaldrix.alert.lifecycle.")
                || type.startsWith("com.kaldrix.audit.write.")
                || type.startsWith("com.kaldrix.remediation.result.");
        return version
                ? new Collected.Poison("type " + Storable.text(type) + " is a version that is not known here")
                : new Collected.Ignored("event of type " + Storable.text(type));
    }

    private static Activity activity(CloudEvent<AuditWrite> event) {
        AuditWrite write = event.data();
        Region region = event.region();
        String address = Objects.requireNonNullElse(write.remoteAddress(), "");
        String outcome = write.outcome().equals(DONE) ? "" : Storable.text(write.outcome());
        return new Activity(
                Storable.text(event.source() + "/" + event.id()),
                write.at(),
                new Principal(
                        Principal.TOKEN,
                        Storable.text(write.actor()),
                        "",
                        Storable.text(String.join(",", write.roles())),
                        false),
                new Activity.Act(Storable.text(write.service()), Storable.text(write.action()), false, outcome),
                new Activity.Place("", region == null ? "" : region.code(), Storable.text(address), ""),
                List.of(Storable.text(write.target())));
    }
}
