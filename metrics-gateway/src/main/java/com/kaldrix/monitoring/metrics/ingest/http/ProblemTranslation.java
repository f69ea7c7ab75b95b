package com.kaldrix.monitoring.metrics.ingest.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says in the language of a protocol what would otherwise be a problem detail, whoever says it: the controller, the check of
 * credentials, or the limit of bodies.
 */
public abstract class ProblemTranslation extends OncePerRequestFilter {
    private final JsonMapper json;

    protected ProblemTranslation(JsonMapper json) {
        this.json = json;
    }

    /** Puts it at an address, before everything that refuses requests. */
    public FilterRegistrationBean<ProblemTranslation> at(String path) {
        FilterRegistrationBean<ProblemTranslation> registration = new FilterRegistrationBean<>(this);
        registration.addUrlPatterns(path);
        registration.setName(getClass().getSimpleName());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return registration;
    }

    /** The answer in words of the protocol; status and headers stay. */
    protected abstract Translated translate(HttpServletRequest request, int status, String sentence);

    /** A body and its type. */
    protected static final class Translated {
        private final String contentType;
        private final byte[] body;

        public Translated(String contentType, byte[] body) {
            this.contentType = contentType;
            this.body = body;
        }
    }

    @Override
    protected final void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        String type = kept.getContentType();
        if (type != null && type.startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE)) {
            Translated answer = translate(request, kept.getStatus(), sentence(kept.getContentAsByteArray()));
            kept.resetBuffer();
            kept.setContentType(answer.contentType);
            kept.getOutputStream().write(answer.body);
        }
        kept.copyBodyToResponse();
    }

    private String sentence(byte[] problem) {
        try {
            JsonNode read = json.readTree(problem);
            StringBuilder text = new StringBuilder(read.path("detail").asString(""));
            String colon = ": ";
            for (JsonNode error : read.path("errors")) {
                String field = error.path("field").asString("");
                text.append(colon).append(field).append(field.isEmpty() ? "" : " ");
                text.append(error.path("reason").asString(""));
                colon = "; ";
            }
            return text.toString();
        } catch (JacksonException unexpected) {
            return "the request was refused";
        }
    }
}
