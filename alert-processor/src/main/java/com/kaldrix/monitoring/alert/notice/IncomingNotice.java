package com.kaldrix.monitoring.alert.notice;

import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A notice as it came.
 *
 * @param title one line
 * @param text what there is to know, in lines; may be empty
 * @param labels what routes go by, the name as {@code alertname} among them
 * @param links pages that show more, by what they are called
 * @param at since when it is so
 */
public record IncomingNotice(String title, String text, Labels labels, Map<String, String> links, Instant at) {
    public IncomingNotice {
        links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
    }
}
