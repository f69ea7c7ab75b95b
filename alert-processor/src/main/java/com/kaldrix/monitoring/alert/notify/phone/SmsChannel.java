package com.kaldrix.monitoring.alert.notify.phone;

import com.kaldrix.monitoring.alert.notify.AcknowledgeLinks;
import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Wording;
import com.kaldrix.monitoring.alert.receiver.SmsIntegration;
import java.util.ArrayList;
import java.util.List;

/** Tells a telephone in a few words: what, where to look, and by which address to acknowledge. */
final class SmsChannel implements Channel<SmsIntegration> {
    private static final int HEADLINE = 200;
    private static final int NOTES = 300;

    private final Phones phones;
    private final AcknowledgeLinks links;

    SmsChannel(Phones phones, AcknowledgeLinks links) {
        this.phones = phones;
        this.links = links;
    }

    @Override
    public Class<SmsIntegration> serves() {
        return SmsIntegration.class;
    }

    @Override
    public Outcome send(SmsIntegration integration, Notification notification, String earlier) {
        return switch (notification.kind()) {
            case NOTICE, ACKNOWLEDGED -> new Outcome.Rejected("a text message is sent only where somebody has to act");
            case OPENED, CHANGED, REPEATED, ESCALATED, RESOLVED, OPENED_AND_RESOLVED, TEST ->
                phones.text(integration, text(integration, notification), Deadline.ofAttempt());
        };
    }

    private String text(SmsIntegration integration, Notification notification) {
        List<String> lines = new ArrayList<>();
        lines.add(PlainText.clip(Wording.headline(notification), HEADLINE));
        String notes = PlainText.clip(String.join(" ", Wording.notes(notification)), NOTES);
        if (!notes.isEmpty()) {
            lines.add(notes);
        }
        if (notification.kind().hasIncident()) {
            lines.add(notification.incident().url().toString());
        }
        links.of(notification, AcknowledgeLinks.PERSON + integration.person())
                .ifPresent(link -> lines.add("Acknowledge: " + link.url()));
        return PlainText.clip(String.join("\n", lines), Phones.LONGEST_TEXT);
    }
}
