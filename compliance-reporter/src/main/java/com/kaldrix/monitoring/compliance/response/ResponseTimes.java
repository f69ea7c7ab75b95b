package com.kaldrix.monitoring.compliance.response;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** How fast alerts were answered, beside how fast they should have been. */
@Component
public class ResponseTimes {
    private final AlertResponses responses;
    private final ResponseProperties properties;

    ResponseTimes(AlertResponses responses, ResponseProperties properties) {
        this.responses = responses;
        this.properties = properties;
    }

    /** Of incidents that opened in a time, by severity, the most severe first. */
    public List<AlertResponses.InTime> between(Instant from, Instant to) {
        return responses.inTime(from, to, properties.targets());
    }
}
