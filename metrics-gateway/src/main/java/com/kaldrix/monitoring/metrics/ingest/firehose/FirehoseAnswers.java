package com.kaldrix.monitoring.metrics.ingest.firehose;

import com.kaldrix.monitoring.metrics.ingest.http.ProblemTranslation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers as Firehose expects it: the number of the request, the time, and in words what went wrong. */
final class FirehoseAnswers extends ProblemTranslation {
    static final String REQUEST_ID = "X-Amz-Firehose-Request-Id";
    static final String CONTENT_TYPE = "application/json";

    /** Firehose logs no more than this of a message. */
    private static final int LONGEST = 8_000;

    private final JsonMapper json;
    private final Clock clock;

    FirehoseAnswers(JsonMapper json, Clock clock) {
        super(json);
        this.json = json;
        this.clock = clock;
    }

    @Override
    protected Translated translate(HttpServletRequest request, int status, String sentence) {
        String requestId = requestId(request);
        return new Translated(CONTENT_TYPE, answer(requestId, sentence));
    }

    /** The number of the request as its header has it; empty without one. */
    static String requestId(HttpServletRequest request) {
        String header = request.getHeader(REQUEST_ID);
        if (header != null) {
            return header;
        }
        return request.getAttribute(REQUEST_ID) instanceof String ofBody ? ofBody : "";
    }

    /** @param error empty when nothing went wrong */
    byte[] answer(String requestId, String error) {
        ObjectNode answer = json.createObjectNode().put("requestId", requestId).put("timestamp", clock.millis());
        if (!error.isEmpty()) {
            answer.put("errorMessage", error.length() > LONGEST ? error.substring(0, LONGEST) : error);
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
