package com.kaldrix.monitoring.common.web;

import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses parameters that an operation does not know. A filter with a slip in its name would else answer with everything, and
 * nobody would notice.
 */
final class KnownParameters implements HandlerInterceptor {
    private final Map<java.lang.reflect.Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod operation) {
            Set<String> names = known.computeIfAbsent(operation.getMethod(), method -> names(operation));
            List<FieldError> unknown = request.getParameterMap().keySet().stream()
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .map(name -> new FieldError(
                            name,
                            names.isEmpty()
                                    ? "is not known here"
                                    : "is not known here; known are "
                                            + names.stream().sorted().collect(Collectors.joining(", "))))
                    .toList();
            if (!unknown.isEmpty()) {
                throw new InvalidRequestException(unknown);
            }
        }
        return true;
    }

    /** Queries are records: each component is a parameter. */
    private static Set<String> names(HandlerMethod operation) {
        return Arrays.stream(operation.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(ParameterObject.class))
                .map(MethodParameter::getParameterType)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }
}
