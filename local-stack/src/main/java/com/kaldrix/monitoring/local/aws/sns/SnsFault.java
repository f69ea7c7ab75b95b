package com.kaldrix.monitoring.local.aws.sns;

/** A request that SNS refuses, with the code and HTTP status that AWS gives. */
final class SnsFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    private SnsFault(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    static SnsFault invalidParameter(String reason) {
        return new SnsFault("InvalidParameter", 400, "Invalid parameter: " + reason);
    }

    static SnsFault invalidAttributeValue(String reason) {
        return new SnsFault("ParameterValueInvalid", 400, reason);
    }

    static SnsFault batch(String code, String reason) {
        return new SnsFault(code, 400, reason);
    }

    static SnsFault notFound(String what) {
        return new SnsFault("NotFound", 404, what + " does not exist");
    }

    static SnsFault resourceNotFound() {
        return new SnsFault("ResourceNotFound", 404, "Resource does not exist");
    }

    static SnsFault tagLimitExceeded() {
        return new SnsFault("TagLimitExceeded", 400, "Could not complete request: tag quota of per resource exceeded");
    }

    static SnsFault notAuthorized(String action, String resource) {
        return new SnsFault(
                "AuthorizationError",
                403,
                "User is not authorized to perform: SNS:" + action + " on resource: " + resource);
    }

    static SnsFault unknownAction(String action) {
        return new SnsFault("InvalidAction", 400, "The action " + action + " is not valid for this endpoint.");
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
