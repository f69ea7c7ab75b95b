package com.kaldrix.monitoring.metrics.ingest.http;

import com.kaldrix.monitoring.common.problem.Problem;
import com.kaldrix.monitoring.common.problem.ProblemType;
import com.kaldrix.monitoring.metrics.intake.BufferFullException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What can happen to a body of metrics, as problem details. Protocols that answer otherwise translate those. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 10)
final class IngestAdvice {
    @ExceptionHandler
    ResponseEntity<Problem> full(BufferFullException failure, HttpServletRequest request) {
        long seconds = Math.max(1, failure.retryAfter().plusMillis(999).toSeconds());
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        String detail = String.valueOf(failure.getMessage()) + "; nothing was kept, come again";
        return answer(ProblemType.UNAVAILABLE, detail, headers, request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> tooLarge(BodyTooLargeException failure, HttpServletRequest request) {
        return answer(ProblemType.PAYLOAD_TOO_LARGE, String.valueOf(failure.getMessage()), HttpHeaders.EMPTY, request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> encoding(UnsupportedEncodingException failure, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        // RFC 9110 section 15.5.16: what would have been possible.
        headers.set(HttpHeaders.ACCEPT_ENCODING, "gzip, identity");
        return answer(ProblemType.UNSUPPORTED_MEDIA_TYPE, String.valueOf(failure.getMessage()), headers, request);
    }

    private static ResponseEntity<Problem> answer(
            ProblemType type, String detail, HttpHeaders headers, HttpServletRequest request) {
        return ResponseEntity.status(type.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(type, detail, List.of(), request));
    }
}
