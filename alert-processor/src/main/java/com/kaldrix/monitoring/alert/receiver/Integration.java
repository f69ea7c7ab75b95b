package com.kaldrix.monitoring.alert.receiver;

/** One means by which a receiver is told, as one entry of a {@code *_configs} list names it. */
public sealed interface Integration
        permits DiscordIntegration,
                EmailIntegration,
                OpsgenieIntegration,
                PagerDutyIntegration,
                PushoverIntegration,
                SlackIntegration,
                SmsIntegration,
                SnsIntegration,
                TeamsIntegration,
                TelegramIntegration,
                VictorOpsIntegration,
                VoiceIntegration,
                WeChatIntegration,
                WebexIntegration,
                WebhookIntegration {

    /** What kind it is, as Alertmanager names it in metrics: {@code webhook}, {@code slack}, … */
    String kind();

    /** Whether people are told too when everything is over. */
    boolean sendResolved();

    /**
     * What goes down together and is limited together: the kind and a digest of the destination, without a secret. Two
     * receivers that share a webhook or a routing key share this.
     */
    String channel();

    /**
     * Whether one message that all is over serves everybody who was told on the same channel, whatever the receiver: true where
     * a message stands for itself, false where it ends, updates or is matched with an earlier one.
     */
    boolean sharesEnds();

    /** Whether it calls people, so that what nobody has to act on is not told by it. */
    default boolean pages() {
        return false;
    }

    /** Whether it shows that somebody has taken an incident, calling nobody for that. */
    default boolean showsState() {
        return false;
    }

    /** Whether a repeated attempt is recognised by the other side, so that after an unknown outcome a retry is harmless. */
    boolean idempotent();

    /** The same integration with all templates in its texts filled in; where it goes and how it is limited stays. */
    default Integration filled(Filling filling) {
        return this;
    }
}
