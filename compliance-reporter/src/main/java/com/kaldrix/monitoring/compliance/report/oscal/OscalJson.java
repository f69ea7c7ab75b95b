package com.kaldrix.monitoring.compliance.report.oscal;

import com.kaldrix.monitoring.compliance.report.json.JsonStream;
import java.io.IOException;
import java.time.Instant;

/** Writes the parts that come everywhere in OSCAL. */
final class OscalJson {
    /** Whose the names of our properties are. */
    static final String NAMESPACE = "urn:kaldrix:1";

    private OscalJson() {}

    /** A property, unless its value is empty, which OSCAL forbids. */
    static void property(JsonStream json, String name, String value) throws IOException {
        String line = OscalText.line(value);
        if (!line.isEmpty()) {
            json.object()
                    .member("name", name)
                    .member("ns", NAMESPACE)
                    .member("value", line)
                    .endObject();
        }
    }

    /** A property that is a time. */
    static void property(JsonStream json, String name, Instant at) throws IOException {
        json.object()
                .member("name", name)
                .member("ns", NAMESPACE)
                .member("value", at)
                .endObject();
    }
}
