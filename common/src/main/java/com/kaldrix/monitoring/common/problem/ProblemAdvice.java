package com.kaldrix.monitoring.common.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.sql.SQLException;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns everything that a controller, or what stands before it, can throw into a {@link Problem}. A service that must answer
 * otherwise at some address has an advice of its own for those controllers; it goes first.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    /** Class 22 of SQL's states: a value is out of range, too long or no text. */
    private static final String DATA_EXCEPTION = "22";

    private static final String RETRY_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidRequestException failure, WebRequest request) {
        return invalid(failure.errors(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(ConstraintViolationException failure, WebRequest request) {
        return invalid(ValidationErrors.of(failure), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> rejected(RequestRejectedException failure, WebRequest request) {
        return invalid(List.of(new FieldError("", "holds a character that cannot be stored")), request);
    }

    /** The parameters are read late, by whoever asks for the first one. */
    @ExceptionHandler
    ResponseEntity<Object> undecodable(InvalidParameterException failure, WebRequest request) {
        return invalid(List.of(new FieldError("", "the query or form is no text in percent-encoded UTF-8")), request);
    }

    /** What the checks before have let through and the database cannot hold is the caller's all the same. */
    @ExceptionHandler
    ResponseEntity<Object> unstorable(DataIntegrityViolationException failure, WebRequest request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith(DATA_EXCEPTION)) {
                LOG.atWarn()
                        .addKeyValue("url.path", servlet(request).getRequestURI())
                        .setCause(failure)
                        .log("The database cannot hold a value that a request brought");
                return invalid(List.of(new FieldError("", "holds a value that cannot be stored")), request);
            }
        }
        return unexpected(failure, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> notFound(NotFoundException failure, WebRequest request) {
        return answer(ProblemType.NOT_FOUND, message(failure), List.of(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> conflict(ConflictException failure, WebRequest request) {
        return answer(ProblemType.CONFLICT, message(failure), List.of(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> tooLarge(PayloadTooLargeException failure, WebRequest request) {
        return answer(ProblemType.PAYLOAD_TOO_LARGE, message(failure), List.of(), request);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class
    })
    ResponseEntity<Object> unavailable(RuntimeException failure, WebRequest request) {
        LOG.atWarn()
                .addKeyValue("http.request.method", servlet(request).getMethod())
                .addKeyValue("url.path", servlet(request).getRequestURI())
                .setCause(failure)
                .log("The database did not answer a request");
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return answer(ProblemType.UNAVAILABLE, "the database does not answer; try again", List.of(), headers, request);
    }

    /** Those of Spring Security are answered by its own filters, which know who asks. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    ResponseEntity<Object> leaveToSecurity(RuntimeException failure) {
        throw failure;
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception failure, WebRequest request) {
        PayloadTooLargeException tooLarge = tooLarge(failure);
        if (tooLarge != null) {
            return tooLarge(tooLarge, request);
        }
        LOG.atError()
                .addKeyValue("http.request.method", servlet(request).getMethod())
                .addKeyValue("url.path", servlet(request).getRequestURI())
                .setCause(failure)
                .log("A request failed");
        String detail = "the error is in the log under this trace id";
        return answer(ProblemType.INTERNAL, detail, List.of(), request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        PayloadTooLargeException tooLarge = tooLarge(failure);
        return tooLarge != null ? tooLarge(tooLarge, request) : invalid(ValidationErrors.of(failure), request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(ValidationErrors.of(failure), request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (failure.isForReturnValue()) {
            return unexpected(failure, request);
        }
        return invalid(ValidationErrors.of(failure), request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(List.of(ValidationErrors.of(failure)), request);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(List.of(new FieldError(failure.getParameterName(), "is missing")), request);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestPart(
            MissingServletRequestPartException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(List.of(new FieldError(failure.getRequestPartName(), "is missing")), request);
    }

    @Override
    protected ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String field = failure instanceof MissingRequestHeaderException header ? header.getHeaderName() : "";
        return invalid(List.of(new FieldError(field, "is missing or not what is expected here")), request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String[] allowed = failure.getSupportedMethods();
        String detail = failure.getMethod() + " is not possible here"
                + (allowed == null ? "" : ", but " + String.join(", ", allowed));
        return answer(ProblemType.METHOD_NOT_ALLOWED, detail, List.of(), headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String supported = MediaType.toString(failure.getSupportedMediaTypes());
        String detail = failure.getContentType() == null
                ? "Content-Type is missing or unreadable; possible are " + supported
                : failure.getContentType() + " is not read here; possible are " + supported;
        return answer(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail, List.of(), headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String detail = "possible are " + MediaType.toString(failure.getSupportedMediaTypes());
        return answer(ProblemType.NOT_ACCEPTABLE, detail, List.of(), headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(ProblemType.NOT_FOUND, "there is nothing at this address", List.of(), request);
    }

    /** Everything else that Spring MVC knows a status for. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (request instanceof ServletWebRequest web
                && web.getResponse() != null
                && web.getResponse().isCommitted()) {
            return null;
        }
        if (status.is5xxServerError()
                && status.value() != ProblemType.UNAVAILABLE.status().value()) {
            return unexpected(failure, request);
        }
        ProblemType type = ProblemType.of(status.value());
        String detail = failure instanceof org.springframework.web.ErrorResponse known
                        && known.getBody().getDetail() != null
                ? known.getBody().getDetail()
                : type.title();
        Problem problem = Problem.of(type, status.value(), detail, List.of(), servlet(request));
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<Object> invalid(List<FieldError> errors, WebRequest request) {
        String detail = errors.size() == 1 ? "one thing is wrong" : errors.size() + " things are wrong";
        return answer(ProblemType.INVALID_REQUEST, detail, errors, request);
    }

    private static ResponseEntity<Object> answer(
            ProblemType type, String detail, List<FieldError> errors, WebRequest request) {
        return answer(type, detail, errors, HttpHeaders.EMPTY, request);
    }

    private static ResponseEntity<Object> answer(
            ProblemType type, String detail, List<FieldError> errors, HttpHeaders headers, WebRequest request) {
        return ResponseEntity.status(type.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(type, detail, errors, servlet(request)));
    }

    private static @Nullable PayloadTooLargeException tooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PayloadTooLargeException tooLarge) {
                return tooLarge;
            }
        }
        return null;
    }

    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    private static HttpServletRequest servlet(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }
}
