package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;

/**
 * {@code webhook_configs}: Alertmanager's JSON (version 4) by POST.
 *
 * @param url where to
 * @param maxAlerts how many alerts a message carries at most; 0 for all
 * @param http how HTTP is spoken
 * @param sendResolved whether the end is told
 */
public record WebhookIntegration(Secret url, int maxAlerts, HttpOptions http, boolean sendResolved)
        implements Integration {

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public boolean sharesEnds() {
        return false;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(kind(), url.value());
    }

    @Override
    public boolean idempotent() {
        return true;
    }
}
