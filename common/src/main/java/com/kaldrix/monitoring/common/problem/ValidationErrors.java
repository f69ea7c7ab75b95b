package com.kaldrix.monitoring.common.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Says what Spring and Bean Validation found wrong, by JSON pointer in a body and by name elsewhere. */
final class ValidationErrors {
    private static final String WRONG = "is not what is expected here";
    private static final Comparator<FieldError> ORDER =
            Comparator.comparing(FieldError::field).thenComparing(FieldError::reason);

    private ValidationErrors() {}

    static List<FieldError> of(HttpMessageNotReadableException failure) {
        return List.of(new FieldError("", failure.getCause() == null ? "the body is missing" : "cannot be read"));
    }

    static FieldError of(TypeMismatchException failure) {
        String name = failure instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : Objects.requireNonNullElse(failure.getPropertyName(), "");
        return new FieldError(name, reason(failure));
    }

    static List<FieldError> of(MethodArgumentNotValidException failure) {
        boolean body = failure.getParameter().hasParameterAnnotation(RequestBody.class);
        return sorted(of(failure.getBindingResult(), body, ""));
    }

    static List<FieldError> of(HandlerMethodValidationException failure) {
        List<FieldError> errors = new ArrayList<>();
        for (ParameterValidationResult result : failure.getParameterValidationResults()) {
            MethodParameter parameter = result.getMethodParameter();
            boolean body = parameter.hasParameterAnnotation(RequestBody.class);
            String element = Optional.<Object>ofNullable(result.getContainerIndex())
                    .or(() -> Optional.ofNullable(result.getContainerKey()))
                    .map(at -> "/" + at)
                    .orElse("");
            if (result instanceof ParameterErrors bean) {
                errors.addAll(of(bean, body, body ? element : ""));
            } else {
                String field = body ? element : name(parameter);
                result.getResolvableErrors().forEach(error -> errors.add(new FieldError(field, reason(error))));
            }
        }
        failure.getCrossParameterValidationResults().forEach(error -> errors.add(new FieldError("", reason(error))));
        return sorted(errors);
    }

    static List<FieldError> of(ConstraintViolationException failure) {
        return sorted(failure.getConstraintViolations().stream()
                .map(violation -> new FieldError(name(violation), violation.getMessage()))
                .toList());
    }

    private static List<FieldError> of(Errors found, boolean body, String prefix) {
        List<FieldError> errors = new ArrayList<>();
        found.getFieldErrors().forEach(error -> {
            String path = error.getField();
            String reason = error.contains(TypeMismatchException.class)
                    ? reason(error.unwrap(TypeMismatchException.class))
                    : reason(error);
            errors.add(new FieldError(body ? prefix + pointer(path) : path, reason));
        });
        found.getGlobalErrors().forEach(error -> errors.add(new FieldError(prefix, reason(error))));
        return errors;
    }

    private static String reason(TypeMismatchException failure) {
        return Expectations.domainReason(failure).orElseGet(() -> Expectations.of(failure.getRequiredType()));
    }

    private static String reason(MessageSourceResolvable error) {
        return Objects.requireNonNullElse(error.getDefaultMessage(), WRONG);
    }

    private static String pointer(String path) {
        return "/" + path.replace("[", ".").replace("]", "").replace("..", ".").replace('.', '/');
    }

    private static String name(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .map(Path.Node::getName)
                .filter(Objects::nonNull)
                .reduce("", (method, last) -> last);
    }

    private static String name(MethodParameter parameter) {
        @Nullable String declared = declaredName(parameter);
        return declared == null || declared.isEmpty()
                ? Objects.requireNonNullElse(parameter.getParameterName(), "")
                : declared;
    }

    private static @Nullable String declaredName(MethodParameter parameter) {
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        if (query != null) {
            return query.name();
        }
        PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
        if (path != null) {
            return path.name();
        }
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        return header == null ? null : header.name();
    }

    private static List<FieldError> sorted(List<FieldError> errors) {
        return errors.stream().distinct().sorted(ORDER).toList();
    }
}
