package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.ingest.http.ProblemTranslation;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

/** Answers with the message {@code Status} in the encoding of the request, as OTLP wants it of every failure. */
final class OtlpStatusAnswers extends ProblemTranslation {
    OtlpStatusAnswers(JsonMapper json) {
        super(json);
    }

    @Override
    protected Translated translate(HttpServletRequest request, int status, String sentence) {
        OtlpEncoding encoding = OtlpEncoding.of(request.getContentType());
        return new Translated(encoding.contentType(), encoding.status(code(status), sentence));
    }

    /** The code of gRPC that comes closest to a status of HTTP. */
    private static int code(int status) {
        return switch (status) {
            case 401 -> 16; // UNAUTHENTICATED
            case 403 -> 7; // PERMISSION_DENIED
            case 404 -> 5; // NOT_FOUND
            case 405 -> 12; // UNIMPLEMENTED
            case 413, 429 -> 8; // RESOURCE_EXHAUSTED
            case 502, 503, 504 -> 14; // UNAVAILABLE
            default -> status < 500 ? 3 : 13; // INVALID_ARGUMENT, INTERNAL
        };
    }
}
