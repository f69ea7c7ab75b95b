package com.kaldrix.monitoring.alert.notify.phone;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.receiver.SmsIntegration;
import com.kaldrix.monitoring.alert.receiver.VoiceIntegration;
import java.util.Map;
import java.util.UUID;

/** A provider of telephony. Each method tries once, before the deadline, and never throws for what the network does. */
public interface Phones {
    /** How long a text message may be, in characters. */
    int LONGEST_TEXT = 1600;

    /** How long what is spoken may be, in characters. */
    int LONGEST_SPEECH = 1000;

    /** @param text not longer than {@link #LONGEST_TEXT} */
    Outcome text(SmsIntegration to, String text, Deadline deadline);

    /** Calls; what a provider that knows {@link Call#token} has begun for it before, it does not begin again. */
    Outcome call(VoiceIntegration to, Call call, Deadline deadline);

    /**
     * What a call is about.
     *
     * @param token the same at each attempt
     * @param speech what is spoken, not longer than {@link #LONGEST_SPEECH}
     * @param facts what a contact flow gets to know beside it, by name
     */
    record Call(UUID token, String speech, Map<String, String> facts) {
        public Call {
            facts = Map.copyOf(facts);
        }
    }
}
