package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Addressee;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the channel that serves an integration, and speaks through it. */
@Component
class Channels {
    private final Map<Class<? extends Integration>, Channel<?>> byIntegration = new HashMap<>();
    private final Receivers receivers;

    Channels(List<Channel<?>> channels, Receivers receivers) {
        channels.forEach(channel -> byIntegration.put(channel.serves(), channel));
        this.receivers = receivers;
    }

    /**
     * Tries once; what can no longer be sent to, because the configuration has changed, is rejected. A text that cannot be
     * filled in is left out, and our own words stand in its place: the page goes out all the same, and says so.
     */
    Attempt send(Address address, Notification notification, String earlier, boolean uncertain) {
        Optional<Addressee> addressee = receivers.addressee(address);
        if (addressee.isEmpty()) {
            return Attempt.of(new Outcome.Rejected("the configuration has no " + address + " any more"));
        }
        TemplateFilling filling = new TemplateFilling(addressee.get().templates(), notification);
        Integration integration = addressee.get().integration().filled(filling);
        Notification said = uncertain && !integration.idempotent()
                ? notification.withNote("Possible repeat: an earlier attempt to send this may have arrived.")
                : notification;
        if (!filling.failures().isEmpty()) {
            said = said.withNote("Not in the words of the configuration, a template of which does not fit: "
                    + filling.failures().getFirst());
        }
        return new Attempt(send(integration, said, earlier), filling.failures());
    }

    private <I extends Integration> Outcome send(I integration, Notification notification, String earlier) {
        @SuppressWarnings("unchecked") // put under the class that it serves
        Channel<I> channel = (Channel<I>) byIntegration.get(integration.getClass());
        if (channel == null) {
            return new Outcome.Rejected("no channel serves " + integration.kind());
        }
        return channel.send(integration, notification, earlier);
    }
}
