package com.kaldrix.monitoring.compliance.pull.aws;

/** AWS answered with an error, or not at all. */
final class AwsAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status of HTTP; 0 when there was no answer
     * @param code such as {@code AccessDeniedException}; empty when there is none
     */
    AwsAnswerException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    AwsAnswerException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
        this.code = "";
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String words() {
        return (code.isEmpty() ? "" : code + ": ") + getMessage();
    }
}
