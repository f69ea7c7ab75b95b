package com.kaldrix.monitoring.common.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field a JSON pointer (RFC 6901) into the body such as {@code /labels/0/name}, or the name of a parameter or header;
 *     empty for the body as a whole
 * @param reason for people, without secrets
 */
public record FieldError(String field, String reason) {}
