package com.kaldrix.monitoring.local.sink;

import java.util.Arrays;
import java.util.Optional;

/** The sinks, each with the name that it has in addresses and files. */
public enum SinkName {
    /** Incoming webhooks and the Web API of Slack. */
    SLACK("slack"),
    /** PagerDuty's Events API v2. */
    PAGERDUTY("pagerduty"),
    /** Mail over SMTP. */
    SMTP("smtp"),
    /** Any JSON over HTTP. */
    WEBHOOK("webhook"),
    /** Opsgenie's Alert API. */
    OPSGENIE("opsgenie"),
    /** Splunk On-Call, which was VictorOps. */
    VICTOROPS("victorops"),
    /** Pushover's messages. */
    PUSHOVER("pushover"),
    /** Applications of WeChat Work. */
    WECHAT("wechat"),
    /** Telegram's Bot API. */
    TELEGRAM("telegram"),
    /** Messages of Webex. */
    WEBEX("webex"),
    /** Connectors and workflows of Microsoft Teams. */
    MSTEAMS("msteams"),
    /** Webhooks of Discord. */
    DISCORD("discord"),
    /** Text messages by AWS End User Messaging. */
    SMS("sms"),
    /** Calls by AWS End User Messaging and Amazon Connect. */
    VOICE("voice"),
    /** Mail by the API of Amazon SES. */
    SES("ses"),
    /** What SNS sends to the email subscriptions of a topic. */
    SNS_EMAIL("sns-email"),
    /** What CloudWatch takes as metric data. */
    CLOUDWATCH("cloudwatch");

    private final String label;

    SinkName(String label) {
        this.label = label;
    }

    /** The name as it stands in an address, such as {@code sns-email}. */
    public String label() {
        return label;
    }

    /** The sink of that label; empty when there is none. */
    public static Optional<SinkName> of(String label) {
        return Arrays.stream(values()).filter(name -> name.label.equals(label)).findFirst();
    }
}
