package com.kaldrix.monitoring.alert.story;

import com.kaldrix.monitoring.alert.story.Story.Page;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.util.List;
import java.util.stream.StreamSupport;

/** What stories of silences, inhibition and time intervals share. */
final class Quieted {
    static final String ROUTES = """
            route:
              receiver: on-call
              group_by: [region]
              group_wait: 1s
              group_interval: 1s
              repeat_interval: 1h
            receivers:
              - name: on-call
                webhook_configs:
                  - url: ${webhook}/on-call
            """;

    /** For stories of hours. */
    static final String SELDOM = ROUTES.replace("group_interval: 1s", "group_interval: 1m");

    private Quieted() {}

    static Story begin() {
        return Story.begin(ROUTES, "{}\n");
    }

    /** The names of the alerts in each page, those that are over with an exclamation mark. */
    static List<List<String>> told(Story story) {
        return story.pages(SinkName.WEBHOOK).stream().map(Quieted::names).toList();
    }

    private static List<String> names(Page page) {
        return StreamSupport.stream(page.receipt().body().path("alerts").spliterator(), false)
                .map(alert -> alert.path("labels").path("alertname").asString()
                        + (alert.path("status").asString().equals("resolved") ? "!" : ""))
                .sorted()
                .toList();
    }
}
