package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.sink.SinkName;

/** Where people of the story can be reached. */
enum Place {
    SLACK("Slack", SinkName.SLACK),
    PAGERDUTY("PagerDuty", SinkName.PAGERDUTY),
    EMAIL("Email", SinkName.SNS_EMAIL),
    /** Nothing of the story goes there. */
    MAIL_SERVER("SMTP", SinkName.SMTP),
    /** Nothing of the story goes there. */
    WEBHOOK("Webhook", SinkName.WEBHOOK);

    private final String title;
    private final SinkName sink;

    Place(String title, SinkName sink) {
        this.title = title;
        this.sink = sink;
    }

    /** As people call it. */
    String title() {
        return title;
    }

    SinkName sink() {
        return sink;
    }
}
