package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.receiver.Address;
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

    /** Tries once; what can no longer be sent to, because the configuration has changed, is rejected. */
    Outcome send(Address address, Notification notification, String earlier, boolean uncertain) {
        Optional<Integration> integration = receivers.find(address);
        if (integration.isEmpty()) {
            return new Outcome.Rejected("the configuration has no " + address + " any more");
        }
        Notification said = uncertain && !integration.get().idempotent()
                ? notification.withNote("Possible repeat: an earlier attempt to send this may have arrived.")
                : notification;
        return send(integration.get(), said, earlier);
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
