package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.secret.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By what callbacks are known to come from where they say.
 *
 * @param slackSigningSecret the signing secret of the Slack app; null or empty for no buttons in messages
 * @param pagerdutySecrets the secrets of PagerDuty's webhook subscriptions; empty to take nothing from there
 * @param voiceSecret what whoever passes pressed keys on signs with; null or empty to take no keys
 */
@ConfigurationProperties("kaldrix.callbacks")
record CallbackProperties(
        @Nullable String slackSigningSecret,
        @DefaultValue List<String> pagerdutySecrets,
        @Nullable String voiceSecret) {
    CallbackSecrets secrets() {
        String slack = slackSigningSecret;
        return new CallbackSecrets(
                slack == null || slack.isBlank() ? null : new Secret(slack),
                pagerdutySecrets.stream()
                        .filter(text -> !text.isBlank())
                        .map(Secret::new)
                        .toList(),
                voiceSecret == null || voiceSecret.isBlank() ? null : new Secret(voiceSecret));
    }

    @Override
    public String toString() {
        return "CallbackProperties[…]";
    }
}
