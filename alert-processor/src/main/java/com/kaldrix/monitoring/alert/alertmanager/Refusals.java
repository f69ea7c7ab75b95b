package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.alert.alertmanager.Refused.Framework;
import com.kaldrix.monitoring.alert.silence.InvalidSilenceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/** Says what goes wrong below {@code /api/v2} in Alertmanager's words; goes before the house's problem details. */
@Component
class Refusals implements HandlerExceptionResolver, Ordered {
    private static final String DOOR = "/api/v2/";

    private final JsonMapper json;

    Refusals(JsonMapper json) {
        this.json = json;
    }

    @Override
    public int getOrder() {
        return -1;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!path.startsWith(DOOR)) {
            return null;
        }
        return switch (failure) {
            case Refused refused -> answer(response, refused.status().value(), refused.body());
            case InvalidSilenceException invalid -> answer(response, 400, invalid.getMessage());
            case HttpRequestMethodNotSupportedException method -> {
                String[] supported = method.getSupportedMethods();
                String allowed = supported == null
                        ? ""
                        : Arrays.stream(supported).sorted().collect(Collectors.joining(","));
                response.setHeader(HttpHeaders.ALLOW, allowed);
                yield framework(
                        response, 405, "method " + method.getMethod() + " is not allowed, but [" + allowed + "] are");
            }
            case HttpMediaTypeNotSupportedException media ->
                framework(
                        response,
                        415,
                        "unsupported media type \""
                                + (media.getContentType() == null ? "" : media.getContentType())
                                + "\", only [application/json] are allowed");
            case InvalidParameterException undecodable ->
                framework(response, 400, "the query is no text in percent-encoded UTF-8");
            case NoResourceFoundException nothing -> framework(response, 404, "path " + path + " was not found");
            default -> null;
        };
    }

    private ModelAndView framework(HttpServletResponse response, int code, String message) {
        return answer(response, code, new Framework(code, message));
    }

    private ModelAndView answer(HttpServletResponse response, int status, @Nullable Object body) {
        response.setStatus(status);
        if (body != null) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            try {
                response.getOutputStream().write(json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
        return new ModelAndView();
    }
}
