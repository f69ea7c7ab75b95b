package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URI;
import java.util.Map;

/**
 * {@code pagerduty_configs} by Events API v2 ({@code routing_key}).
 *
 * @param routingKey integration key of the PagerDuty service
 * @param url the Events API, {@code https://events.pagerduty.com/v2/enqueue} unless set
 * @param look texts that replace our own
 * @param details further fields for people
 * @param sendResolved whether the end is told
 */
public record PagerDutyIntegration(
        Secret routingKey, URI url, Look look, Map<String, String> details, boolean sendResolved)
        implements Integration {

    /**
     * Texts that replace our own; each empty for the default.
     *
     * @param description the event's summary
     * @param severity one of critical, error, warning, info
     * @param component what is broken
     * @param group logical grouping
     * @param eventClass the event's class
     * @param client who monitors
     * @param clientUrl where the monitor is looked at
     */
    public record Look(
            String description,
            String severity,
            String component,
            String group,
            String eventClass,
            String client,
            String clientUrl) {
        public static final Look DEFAULT = new Look("", "", "", "", "", "", "");
    }

    public PagerDutyIntegration {
        details = Map.copyOf(details);
    }

    @Override
    public String kind() {
        return "pagerduty";
    }

    @Override
    public boolean sharesEnds() {
        return false;
    }

    @Override
    public boolean showsState() {
        return true;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(kind(), url.toString(), routingKey.value());
    }

    @Override
    public boolean idempotent() {
        return true;
    }
}
