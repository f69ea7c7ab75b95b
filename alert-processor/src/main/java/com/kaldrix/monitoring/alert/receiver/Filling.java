package com.kaldrix.monitoring.alert.receiver;

import java.util.LinkedHashMap;
import java.util.Map;

/** Fills the templates in an integration's texts in. What holds none comes back as it is. */
public interface Filling {
    /**
     * @param field the key under which the text stands, for messages
     * @param text what the configuration says
     * @param html whether it is HTML, so that values are escaped
     */
    String filled(String field, String text, boolean html);

    default String text(String field, String text) {
        return filled(field, text, false);
    }

    /** As {@link #text}, of a text that is HTML. */
    default String html(String field, String text) {
        return filled(field, text, true);
    }

    /** As {@link #text}, of each value. */
    default Map<String, String> texts(String field, Map<String, String> texts) {
        Map<String, String> filled = new LinkedHashMap<>();
        texts.forEach((name, text) -> filled.put(name, text(field + "." + name, text)));
        return filled;
    }
}
