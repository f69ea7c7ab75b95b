package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.alert.timeline.TimelineFollower;
import org.springframework.stereotype.Component;

/** Timelines are followed where somebody wants them in threads and the configuration has a bot: without one there are no threads. */
@Component
class ThreadsWanted implements TimelineFollower {
    private final Receivers receivers;
    private final boolean wanted;

    ThreadsWanted(Receivers receivers, SlackThreadProperties properties) {
        this.receivers = receivers;
        this.wanted = properties.timeline();
    }

    @Override
    public boolean follows() {
        return wanted
                && receivers.all().stream()
                        .flatMap(receiver -> receiver.integrations().stream())
                        .anyMatch(integration -> integration instanceof SlackIntegration slack && slack.canUpdate());
    }
}
