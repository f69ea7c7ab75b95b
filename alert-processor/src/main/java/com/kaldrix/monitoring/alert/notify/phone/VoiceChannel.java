package com.kaldrix.monitoring.alert.notify.phone;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Wording;
import com.kaldrix.monitoring.alert.notify.phone.Phones.Call;
import com.kaldrix.monitoring.alert.receiver.VoiceIntegration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Calls somebody and says what has happened; where keys are taken, also how to acknowledge. */
final class VoiceChannel implements Channel<VoiceIntegration> {
    private static final int HEADLINE = 300;

    private final Phones phones;
    private final boolean keys;

    /** @param keys whether keys that are pressed come back here, signed */
    VoiceChannel(Phones phones, boolean keys) {
        this.phones = phones;
        this.keys = keys;
    }

    @Override
    public Class<VoiceIntegration> serves() {
        return VoiceIntegration.class;
    }

    @Override
    public Outcome send(VoiceIntegration integration, Notification notification, String earlier) {
        return switch (notification.kind()) {
            case OPENED, CHANGED, REPEATED, ESCALATED, TEST ->
                phones.call(integration, call(integration, notification), Deadline.ofAttempt());
            case RESOLVED, OPENED_AND_RESOLVED, NOTICE, ACKNOWLEDGED ->
                new Outcome.Rejected("nobody is called for what needs no answer");
        };
    }

    private Call call(VoiceIntegration integration, Notification notification) {
        boolean asks = keys
                && integration.line().connectOrNull() != null
                && notification.kind().hasIncident()
                && !notification.kind().over();
        Map<String, String> facts = new HashMap<>();
        facts.put("delivery", notification.delivery().toString());
        facts.put("person", integration.person());
        facts.put("kind", notification.kind().name().toLowerCase(Locale.ROOT));
        facts.put("asks", Boolean.toString(asks));
        if (notification.kind().hasIncident()) {
            facts.put("incident", notification.incident().id().toString());
        }
        String speech = "This is KALDRIX. " + spoken(PlainText.clip(Wording.headline(notification), HEADLINE)) + ". "
                + spoken(Wording.lead(notification))
                + (asks ? " Press 1 to acknowledge." : "");
        return new Call(notification.delivery(), PlainText.clip(speech, Phones.LONGEST_SPEECH), facts);
    }

    /** A voice reads out brackets, or stumbles over them. */
    private static String spoken(String text) {
        return text.replaceAll("[\\[\\]<>{}]", "").strip();
    }
}
