package com.kaldrix.monitoring.alert.notify.sns;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Handover;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Publishes to a topic. The SDK tries once; what a failure means is for the caller to act on. */
final class SnsChannel implements Channel<SnsIntegration> {
    private static final int REASON = 200;

    private final SnsClients clients;

    SnsChannel(SnsClients clients) {
        this.clients = clients;
    }

    @Override
    public Class<SnsIntegration> serves() {
        return SnsIntegration.class;
    }

    @Override
    public Outcome send(SnsIntegration integration, Notification notification, String earlier) {
        return send(integration, notification, Deadline.ofAttempt());
    }

    Outcome send(SnsIntegration integration, Notification notification, Deadline deadline) {
        SnsClient client;
        try {
            client = clients.of(integration);
        } catch (IllegalArgumentException e) {
            return new Outcome.Rejected(
                    "the topic cannot be addressed: " + PlainText.line(String.valueOf(e.getMessage()), REASON));
        }
        Handover handover = new Handover();
        SnsMessage message = new SnsMessage(integration, notification);
        try {
            deadline.await(() -> client.publish(request -> {
                message.fill(request);
                request.overrideConfiguration(override ->
                        override.apiCallTimeout(deadline.left()).putExecutionAttribute(SnsHandover.HANDOVER, handover));
            }));
            return Outcome.Delivered.PLAIN;
        } catch (ExecutionException e) {
            return SnsFailure.outcome(e.getCause() == null ? e : e.getCause(), handover);
        } catch (TimeoutException e) {
            return given(handover, "no answer from SNS in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return given(handover, "stopped before SNS answered");
        }
    }

    private static Outcome given(Handover handover, String reason) {
        return handover.callOff() ? new Outcome.Unavailable(reason) : new Outcome.Unknown(reason);
    }
}
