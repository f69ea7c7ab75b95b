package com.kaldrix.monitoring.alert.notify.opsgenie;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.OpsgenieIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens and closes alerts at Opsgenie, both by the notification's key as alias, so that any of them may be repeated: another
 * one for an alias that is open only counts there.
 */
final class OpsgenieChannel implements Channel<OpsgenieIntegration> {
    private static final String WHO = "Opsgenie";
    private static final List<String> WORDS = List.of("message", "description");

    private final HttpPoster poster;

    OpsgenieChannel(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public Class<OpsgenieIntegration> serves() {
        return OpsgenieIntegration.class;
    }

    @Override
    public Outcome send(OpsgenieIntegration integration, Notification notification, String earlier) {
        OpsgenieAlert alert = new OpsgenieAlert(integration, notification);
        Deadline deadline = Deadline.ofAttempt();
        return switch (notification.kind()) {
            case OPENED, CHANGED, REPEATED, ESCALATED, TEST -> open(integration, alert, deadline);
            case NOTICE -> new Outcome.Rejected("a notice pages nobody");
            case ACKNOWLEDGED -> answer(integration, alert, "acknowledge", deadline);
            case RESOLVED -> answer(integration, alert, "close", deadline);
            case OPENED_AND_RESOLVED -> {
                Outcome first = open(integration, alert, deadline);
                yield first instanceof Outcome.Delivered && integration.sendResolved()
                        ? answer(integration, alert, "close", deadline)
                        : first;
            }
        };
    }

    /** Opsgenie only counts another alert for an alias that is open, so its words have to be put in place by themselves. */
    private Outcome open(OpsgenieIntegration integration, OpsgenieAlert alert, Deadline deadline) {
        Outcome outcome = send("POST", integration, "v2/alerts", alert.create(), deadline);
        for (String field : integration.told().changes() ? WORDS : List.<String>of()) {
            if (!(outcome instanceof Outcome.Delivered)) {
                break;
            }
            String path = "v2/alerts/" + alert.alias() + "/" + field + "?identifierType=alias";
            outcome = send("PUT", integration, path, alert.only(field), deadline);
        }
        return outcome;
    }

    /** @param action what becomes of an alert that is there, the last part of the address */
    private Outcome answer(OpsgenieIntegration integration, OpsgenieAlert alert, String action, Deadline deadline) {
        String path = "v2/alerts/" + alert.alias() + "/" + action + "?identifierType=alias";
        return send("POST", integration, path, alert.answer(), deadline);
    }

    private Outcome send(
            String method, OpsgenieIntegration integration, String path, ObjectNode body, Deadline deadline) {
        String base = integration.apiUrl().endsWith("/") ? integration.apiUrl() : integration.apiUrl() + "/";
        HttpCall call = new HttpCall(
                method,
                new Secret(base + path),
                integration.http().with(new HttpAuthorization("GenieKey", integration.apiKey())),
                Map.of(),
                body.toString(),
                List.of(integration.apiKey()));
        return switch (poster.post(call, deadline)) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer -> answer.outcome(WHO);
        };
    }
}
