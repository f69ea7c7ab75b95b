package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;

/**
 * {@code msteams_configs} and {@code msteamsv2_configs}: a message to a channel of Microsoft Teams, by a connector or by a
 * workflow (learn.microsoft.com, "Create Incoming Webhooks").
 *
 * @param webhookUrl where to
 * @param workflow whether it is a workflow, which takes adaptive cards; a connector takes message cards
 * @param texts {@code title}, {@code text} and {@code summary}
 * @param http how HTTP is spoken
 * @param sendResolved whether the end is told
 */
public record TeamsIntegration(Secret webhookUrl, boolean workflow, Texts texts, HttpOptions http, boolean sendResolved)
        implements Integration {
    @Override
    public TeamsIntegration filled(Filling filling) {
        return new TeamsIntegration(webhookUrl, workflow, texts.filled(filling), http, sendResolved);
    }

    @Override
    public String kind() {
        return workflow ? "msteamsv2" : "msteams";
    }

    @Override
    public boolean sharesEnds() {
        return true;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(kind(), webhookUrl.value());
    }

    @Override
    public boolean idempotent() {
        return false;
    }
}
