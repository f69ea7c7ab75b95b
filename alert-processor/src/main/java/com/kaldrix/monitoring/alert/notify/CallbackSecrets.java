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
 */
public record CallbackSecrets(@Nullable Secret slackOrNull, List<Secret> pagerDuty) {
    public CallbackSecrets {
        pagerDuty = List.copyOf(pagerDuty);
    }

    public Optional<Secret> slack() {
        return Optional.ofNullable(slackOrNull);
    }
}
