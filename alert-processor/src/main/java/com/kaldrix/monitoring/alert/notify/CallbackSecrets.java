package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what callbacks are known to come from where they say.
 *
 * @param slackOrNull the signing secret of the Slack app; null where Slack's callbacks are not taken
 * @param pagerDuty the secrets of PagerDuty's webhook subscriptions, several while one takes the place of another; empty where
 *     PagerDuty's webhooks are not taken
 * @param voiceOrNull what whoever passes on keys that were pressed on a telephone signs with; null where no keys are taken
 */
public record CallbackSecrets(
        @Nullable Secret slackOrNull,
        List<Secret> pagerDuty,
        @Nullable Secret voiceOrNull) {
    public CallbackSecrets {
        pagerDuty = List.copyOf(pagerDuty);
    }

    public Optional<Secret> slack() {
        return Optional.ofNullable(slackOrNull);
    }

    public Optional<Secret> voice() {
        return Optional.ofNullable(voiceOrNull);
    }
}
